// doc: Programmes of which it is told how long they last, or from when to when they ran, with who began or runs them.
// returns: uid, properties, carriers
MATCH (n:Programme)
WHERE n.duration_months IS NOT NULL OR (n.start IS NOT NULL AND n.end IS NOT NULL)
OPTIONAL MATCH (a:Actor)-[:CREATED|RUNS|CO_PILOTS|CARRIES]->(n)
WITH n, collect(a.uid) AS carriers
RETURN n.uid AS uid, properties(n) AS properties, carriers
ORDER BY uid
