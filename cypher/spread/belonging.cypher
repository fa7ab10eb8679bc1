// doc: The actors above whoever spread, received, carries or gave rise to an innovation: networks, federations, heads.
// returns: actor, above
MATCH (a:Actor)-[:SPREAD_TO|CARRIES|ORIGINATED]-()
WITH DISTINCT a
MATCH (a) ((x)-[r:MEMBER_OF|UNIT_OF|HEADS WHERE r.modality IN ['actual', 'ended']]->(y)){1,4} (above:Actor)
RETURN DISTINCT a.uid AS actor, above.uid AS above
ORDER BY actor, above
