// doc: Programmes of which it is told how long they last, or from when to when they ran, with who began or runs them.
// returns: uid, properties, carriers
MATCH (n:Programme)
// Values are taken before they are tested: beside `n.x IS NOT NULL`, Neo4j 5.26 gives true for x in properties(n).
WITH n, n.duration_months AS months, n.start AS begun, n.end AS ended
WHERE months IS NOT NULL OR (begun IS NOT NULL AND ended IS NOT NULL)
OPTIONAL MATCH (a:Actor)-[:CREATED|RUNS|CO_PILOTS|CARRIES]->(n)
WITH n.uid AS uid, months, begun, ended, collect(a.uid) AS carriers
RETURN uid, {duration_months: months, start: begun, end: ended} AS properties, carriers
ORDER BY uid
