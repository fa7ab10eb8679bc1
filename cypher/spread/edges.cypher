// doc: The spreads of one innovation, or of all, with the names of all that they bind.
// param innovation: str   uid of the innovation, empty for all
// param classes: list[str]   the class labels
// returns: Spread
MATCH (a:Actor|Territory)-[r:SPREAD_TO]->(b:Actor|Territory)
WHERE $innovation = '' OR r.innovation = $innovation
WITH
  a, b, r,
  coalesce(r.innovation, '') AS innovation_uid,
  coalesce(r.via, '') AS via_uid,
  coalesce(r.place_from, '') AS left_uid,
  coalesce(r.place_to, '') AS reached_uid
OPTIONAL MATCH (i:Innovation {uid: innovation_uid})
OPTIONAL MATCH (p:Programme {uid: via_uid})
OPTIONAL MATCH (f:Territory {uid: left_uid})
OPTIONAL MATCH (t:Territory {uid: reached_uid})
RETURN
  r.innovation AS innovation,
  i.name AS innovation_name,
  a.uid AS from,
  a.name AS from_name,
  head([label IN labels(a) WHERE label IN $classes]) AS from_kind,
  b.uid AS to,
  b.name AS to_name,
  head([label IN labels(b) WHERE label IN $classes]) AS to_kind,
  r.key AS key,
  r.when_label AS when_label,
  r.since_min AS since_min,
  r.since_max AS since_max,
  r.status AS status,
  r.modality AS modality,
  r.mode AS mode,
  r.model AS model,
  r.direction AS direction,
  r.via AS via,
  p.name AS via_name,
  r.place_from AS place_from,
  f.name AS place_from_name,
  r.place_to AS place_to,
  t.name AS place_to_name,
  r.accompanied AS accompanied,
  r.grant_min_cents AS grant_min,
  r.grant_max_cents AS grant_max,
  r.sources AS sources,
  coalesce(r.contradicted, []) AS contradicted,
  coalesce(r.inferred, []) AS inferred
ORDER BY i.search, innovation, since_min, since_max, from, to, key
