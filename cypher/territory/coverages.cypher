// doc: What documents claim to cover. The local engine uses its index for this condition alone, so nothing stands beside it.
// returns: statement
MATCH (s:Statement)
WHERE s.target STARTS WITH 'COVERAGE|'
RETURN properties(s) AS statement
ORDER BY s.id
