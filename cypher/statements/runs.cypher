// doc: Every run.
// returns: run
MATCH (r:Run)
RETURN properties(r) AS run
ORDER BY r.id
