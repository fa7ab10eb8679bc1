// doc: All edges of one territory, and the actors that cover or stand in it or in a part of it.
// param uid: str   its uid
// param limit: int   how many at most
// param classes: list[str]   the class labels
// returns: out, type, uid, name, kind, properties
MATCH (n:Territory {uid: $uid})<-[:PART_OF*0..3]-(p:Territory)
WITH DISTINCT n, p
MATCH (p)-[r]-(o)
WHERE p.uid = $uid OR type(r) IN ['LOCATED_IN', 'COVERS']
WITH DISTINCT startNode(r) = p AS out, type(r) AS type, o, r
RETURN
  out,
  type,
  o.uid AS uid,
  o.name AS name,
  head([label IN labels(o) WHERE label IN $classes]) AS kind,
  properties(r) AS properties
ORDER BY out DESC, type, o.search, uid, r.key
LIMIT $limit
