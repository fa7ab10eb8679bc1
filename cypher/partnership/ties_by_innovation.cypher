// doc: Who pilots, finances or evaluates what an actor of a network gave rise to, carries or runs, without being stated to belong to the network.
// param network: str   uid of the network or its head
// param classes: list[str]   the class labels
// returns: Tie
MATCH (:Actor {uid: $network})
  ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
  ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (a:Actor)
WITH a, size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated']) AS doubts
WITH a, min(doubts) AS doubts
MATCH (a)-[t:ORIGINATED|CARRIES|RUNS|CO_PILOTS|FINANCES|EVALUATES]->(i:Innovation|Programme)
WITH i, collect({
  actor: a,
  doubts: doubts,
  holds: type(t) IN ['ORIGINATED', 'CARRIES', 'RUNS'] AND coalesce(t.role, '') <> 'adopter'
    AND t.modality IN ['actual', 'ended'],
  said: t.status
}) AS inside
WITH i, inside, [one IN inside WHERE one.doubts = 0 | one.actor.uid] AS members
UNWIND [one IN inside WHERE one.holds] AS held
MATCH (i)<-[r:CO_PILOTS|FINANCES|EVALUATES]-(b:Actor)
WHERE NOT b.uid IN members
WITH held.actor AS a, i, r, b, CASE WHEN held.said = 'stated' THEN held.doubts ELSE 1 END AS doubts
WITH a, i, r, b, min(doubts) AS doubts
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
  CASE WHEN doubts = 0 THEN r.status ELSE 'inferred' END AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, partner, type, innovation, actor, key
