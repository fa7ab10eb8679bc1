// doc: What heads of network do, by function and stage: of one actor, of a network's, or of all.
// param actor: str   uid of the head, empty for all
// param network: str   uid of the network or its head, empty for all
// param classes: list[str]   the class labels
// returns: Practice
MATCH (a:Actor)-[r:PERFORMS]->(f:HeadFunction)
WHERE ($actor = '' OR a.uid = $actor)
  AND ($network = '' OR EXISTS {
    MATCH (a)-[:MEMBER_OF|UNIT_OF|HEADS*0..4]->(:Actor)<-[:HEADS*0..1]-(:Actor {uid: $network})
  })
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
  r.status AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY a.search, actor, function, stage, key
