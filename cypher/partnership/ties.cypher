// doc: Ties of the actors of a network with those of whom no document states that they belong to it.
// param network: str   uid of the network or its head
// param classes: list[str]   the class labels
// returns: Tie
MATCH (:Actor {uid: $network})
  ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
  ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (a:Actor)
WITH a, size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated']) AS doubts
WITH a, min(doubts) AS doubts
MATCH (a)-[r:PARTNERS_WITH|CO_PILOTS|FINANCES]-(b:Actor)
WHERE a <> b
WITH r, collect({actor: a, partner: b, doubts: doubts}) AS ends
UNWIND ends AS end
WITH r, end.actor AS a, end.partner AS b, end.doubts AS doubts,
  size([one IN ends WHERE one.actor = end.partner AND one.doubts = 0]) AS inside
WHERE inside = 0
WITH a, r, b, doubts, coalesce(r.innovation, '') AS innovation_uid
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
  CASE WHEN doubts = 0 THEN r.status ELSE 'inferred' END AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, partner, type, actor, key, out
