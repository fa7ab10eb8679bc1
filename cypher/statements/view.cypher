// doc: Every document, run and decision.
// returns: kind, properties
MATCH (n:Document)
RETURN 'document' AS kind, properties(n) AS properties
UNION ALL
MATCH (n:Run)
RETURN 'run' AS kind, properties(n) AS properties
UNION ALL
MATCH (n:Decision)
RETURN 'decision' AS kind, properties(n) AS properties
