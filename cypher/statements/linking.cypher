// doc: The statements that point at an entity statement, once for each role under which they do.
// param prefix: str   the id of the entity statement and a bar
// returns: statement
MATCH (s:Statement)
WHERE s.from_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.to_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.innovation_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.place_to_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.place_from_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.via_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.place_statement STARTS WITH $prefix
RETURN properties(s) AS statement
UNION ALL
MATCH (s:Statement)
WHERE s.network_statement STARTS WITH $prefix
RETURN properties(s) AS statement
