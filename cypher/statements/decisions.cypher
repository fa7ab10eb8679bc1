// doc: Every decision.
// returns: decision
MATCH (d:Decision)
RETURN properties(d) AS decision
ORDER BY d.id
