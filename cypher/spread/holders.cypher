// doc: Who gave rise to an innovation, carries it or adopted it.
// param classes: list[str]   the class labels
// returns: type, actor, name, kind, innovation, innovation_name, role, place, key, when_label, since_min, since_max, status, modality, inferred
MATCH (a:Actor|Territory)-[r:ORIGINATED|CARRIES]->(i:Innovation)
RETURN
  type(r) AS type,
  a.uid AS actor,
  a.name AS name,
  head([label IN labels(a) WHERE label IN $classes]) AS kind,
  i.uid AS innovation,
  i.name AS innovation_name,
  r.role AS role,
  r.place AS place,
  r.key AS key,
  r.when_label AS when_label,
  r.since_min AS since_min,
  r.since_max AS since_max,
  r.status AS status,
  r.modality AS modality,
  coalesce(r.inferred, []) AS inferred
ORDER BY innovation, type, actor, key
