// doc: What heads of network do, by function and stage: of one actor, of a network's, or of all.
// param actor: str   uid of the head, empty for all
// param network: str   uid of the network or its head, empty for all
// param classes: list[str]   the class labels
// returns: Practice
CALL {
  MATCH (a:Actor)-[:PERFORMS]->(:HeadFunction)
  WHERE $network = ''
  RETURN DISTINCT a, 0 AS doubts
  UNION
  MATCH (:Actor {uid: $network})
    ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
    ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (a:Actor)
  RETURN DISTINCT a, size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated']) AS doubts
}
WITH a, min(doubts) AS doubts
MATCH (a)-[r:PERFORMS]->(f:HeadFunction)
WHERE $actor = '' OR a.uid = $actor
RETURN
  a.uid AS actor,
  a.name AS actor_name,
  head([label IN labels(a) WHERE label IN $classes]) AS actor_kind,
  a.level AS level,
  f.function AS function,
  r.stage AS stage,
  coalesce(r.what, []) AS what,
  coalesce(r.targets, []) AS targets,
  r.key AS key,
  r.when_label AS when_label,
  CASE WHEN doubts = 0 THEN r.status ELSE 'inferred' END AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY a.search, actor, function, stage, key
