// doc: The statements that point at an entity statement as their via.
// param prefix: str   the id of the entity statement and a bar
// returns: statement
MATCH (s:Statement)
WHERE s.via_statement STARTS WITH $prefix
RETURN properties(s) AS statement
