// doc: Who pilots what, with whom: all pilots of one thing follow each other.
// param actor: str   uid of a pilot or of an actor that is piloted, empty for all
// param network: str   uid of a network or its head of which a pilot or an actor that is piloted is, empty for all
// param innovation: str   uid of the innovation, empty for all
// param classes: list[str]   the class labels
// returns: CoPilot
CALL {
  MATCH (:Actor)-[r:CO_PILOTS]->(b)
  WHERE $network = ''
  RETURN DISTINCT b, coalesce(r.innovation, '') AS about, '' AS member, 0 AS doubts
  UNION
  MATCH (:Actor {uid: $network})
    ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
    ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (a:Actor)
  MATCH (a)-[r:CO_PILOTS]->(b)
  RETURN DISTINCT b, coalesce(r.innovation, '') AS about, a.uid AS member,
    size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated']) AS doubts
  UNION
  MATCH (:Actor {uid: $network})
    ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
    ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (b:Actor)
  MATCH (b)<-[r:CO_PILOTS]-(:Actor)
  RETURN DISTINCT b, coalesce(r.innovation, '') AS about, '' AS member,
    size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated']) AS doubts
}
WITH b, about, collect(member) AS members, min(doubts) AS doubts
MATCH (a:Actor)-[r:CO_PILOTS]->(b)
WHERE coalesce(r.innovation, '') = about
  AND ($innovation = '' OR b.uid = $innovation OR r.innovation = $innovation)
  AND ($actor = '' OR a.uid = $actor OR b.uid = $actor
    OR EXISTS { MATCH (b)<-[s:CO_PILOTS]-(:Actor {uid: $actor}) WHERE coalesce(s.innovation, '') = about })
OPTIONAL MATCH (i:Innovation {uid: about})
RETURN
  a.uid AS pilot,
  a.name AS pilot_name,
  head([label IN labels(a) WHERE label IN $classes]) AS pilot_kind,
  a.uid IN members AS inside,
  r.role AS role,
  b.uid AS target,
  b.name AS target_name,
  head([label IN labels(b) WHERE label IN $classes]) AS target_kind,
  r.innovation AS innovation,
  i.name AS innovation_name,
  r.key AS key,
  r.when_label AS when_label,
  CASE WHEN doubts = 0 THEN r.status ELSE 'inferred' END AS status,
  r.modality AS modality,
  r.sources AS sources
ORDER BY b.search, target, about, role DESC, a.search, pilot, key
