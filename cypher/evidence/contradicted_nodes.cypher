// doc: Entities of which documents say different things.
// param about: str   uid of one entity, empty for all
// param classes: list[str]   the class labels
// returns: uid, name, kind, contradicted, properties
MATCH (n:Actor|Innovation|Programme|Territory|Cycle)
WHERE n.contradicted IS NOT NULL AND ($about = '' OR n.uid = $about)
RETURN
  n.uid AS uid,
  n.name AS name,
  head([label IN labels(n) WHERE label IN $classes]) AS kind,
  n.contradicted AS contradicted,
  properties(n) AS properties
ORDER BY uid
