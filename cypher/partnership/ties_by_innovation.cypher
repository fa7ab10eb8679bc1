// doc: Who outside a network (or one network of a head) pilots, finances or evaluates what an actor of the network gave rise to, carries or runs.
// param network: str   uid of the network or its head
// param classes: list[str]   the class labels
// returns: Tie
MATCH (:Actor {uid: $network})-[:HEADS*0..1]->(n:Actor)<-[:MEMBER_OF|UNIT_OF|HEADS*0..4]-(a:Actor)
WITH DISTINCT n, a
MATCH (a)-[:ORIGINATED|CARRIES|RUNS]->(i:Innovation|Programme)<-[r:CO_PILOTS|FINANCES|EVALUATES]-(b:Actor)
WHERE NOT (b)-[:MEMBER_OF|UNIT_OF|HEADS*0..4]->(n)
WITH DISTINCT a, i, r, b
RETURN
  a.uid AS actor,
  a.name AS actor_name,
  b.uid AS partner,
  b.name AS partner_name,
  head([label IN labels(b) WHERE label IN $classes]) AS partner_kind,
  b.sector AS sector,
  b.funder_kind AS funder_kind,
  type(r) AS type,
  false AS out,
  coalesce(r.role, r.funding_kind) AS role,
  i.uid AS innovation,
  i.name AS innovation_name,
  r.key AS key,
  r.when_label AS when_label,
  r.status AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, partner, type, innovation, actor, key
