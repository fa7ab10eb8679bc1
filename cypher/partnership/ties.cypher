// doc: Ties of the actors of a network with actors outside it; of a head, also with those outside one of its networks.
// param network: str   uid of the network or its head
// param classes: list[str]   the class labels
// returns: Tie
MATCH (:Actor {uid: $network})-[:HEADS*0..1]->(n:Actor)<-[:MEMBER_OF|UNIT_OF|HEADS*0..4]-(a:Actor)
WITH DISTINCT n, a
MATCH (a)-[r:PARTNERS_WITH|CO_PILOTS|FINANCES]-(b:Actor)
WHERE NOT (b)-[:MEMBER_OF|UNIT_OF|HEADS*0..4]->(n)
WITH DISTINCT a, r, b, coalesce(r.innovation, '') AS innovation_uid
OPTIONAL MATCH (i:Innovation {uid: innovation_uid})
RETURN
  a.uid AS actor,
  a.name AS actor_name,
  b.uid AS partner,
  b.name AS partner_name,
  head([label IN labels(b) WHERE label IN $classes]) AS partner_kind,
  b.sector AS sector,
  b.funder_kind AS funder_kind,
  type(r) AS type,
  type(r) = 'PARTNERS_WITH' OR startNode(r) = a AS out,
  coalesce(r.role, r.kind, r.funding_kind) AS role,
  r.innovation AS innovation,
  i.name AS innovation_name,
  r.key AS key,
  r.when_label AS when_label,
  r.status AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, partner, type, actor, key, out
