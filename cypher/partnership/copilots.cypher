// doc: Who pilots what, with whom: all pilots of one thing follow each other.
// param actor: str   uid of a pilot or of an actor that is piloted, empty for all
// param innovation: str   uid of the innovation, empty for all
// param classes: list[str]   the class labels
// returns: CoPilot
MATCH (a:Actor)-[r:CO_PILOTS]->(b)
WHERE ($innovation = '' OR b.uid = $innovation OR r.innovation = $innovation)
  AND ($actor = '' OR a.uid = $actor OR b.uid = $actor
    OR EXISTS { MATCH (b)<-[s:CO_PILOTS]-(:Actor {uid: $actor}) WHERE coalesce(s.innovation, '') = coalesce(r.innovation, '') })
WITH a, r, b, coalesce(r.innovation, '') AS innovation_uid
OPTIONAL MATCH (i:Innovation {uid: innovation_uid})
RETURN
  a.uid AS pilot,
  a.name AS pilot_name,
  head([label IN labels(a) WHERE label IN $classes]) AS pilot_kind,
  r.role AS role,
  b.uid AS target,
  b.name AS target_name,
  head([label IN labels(b) WHERE label IN $classes]) AS target_kind,
  r.innovation AS innovation,
  i.name AS innovation_name,
  r.key AS key,
  r.when_label AS when_label,
  r.status AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, target, innovation, role DESC, a.search, pilot, key
