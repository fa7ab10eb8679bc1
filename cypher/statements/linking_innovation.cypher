// doc: The statements that point at an entity statement as their innovation.
// param prefix: str   the id of the entity statement and a bar
// returns: statement
MATCH (s:Statement)
WHERE s.innovation_statement STARTS WITH $prefix
RETURN properties(s) AS statement
