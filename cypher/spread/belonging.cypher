// doc: The actors above whoever spread, received, carries or gave rise to an innovation: networks, federations, heads; inferred where no way there is stated.
// returns: actor, above, status
MATCH (a:Actor)-[:SPREAD_TO|CARRIES|ORIGINATED]-()
WITH DISTINCT a
MATCH (a) ((x)-[r:MEMBER_OF|UNIT_OF|HEADS WHERE r.modality IN ['actual', 'ended']]->(y)){1,4} (above:Actor)
WITH a.uid AS actor, above.uid AS above, size([one IN r WHERE one.status <> 'stated']) AS doubts
WITH actor, above, min(doubts) AS doubts
RETURN actor, above, CASE WHEN doubts = 0 THEN 'stated' ELSE 'inferred' END AS status
ORDER BY actor, above
