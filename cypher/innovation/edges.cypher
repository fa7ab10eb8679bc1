// doc: All edges of one innovation, with the other end.
// param uid: str   its uid
// param limit: int   how many at most
// param classes: list[str]   the class labels
// returns: out, type, uid, name, kind, properties
MATCH (n:Innovation {uid: $uid})-[r]-(o)
WITH startNode(r) = n AS out, type(r) AS type, o, r
RETURN
  out,
  type,
  o.uid AS uid,
  o.name AS name,
  head([label IN labels(o) WHERE label IN $classes]) AS kind,
  properties(r) AS properties
ORDER BY out DESC, type, o.search, uid, r.key
LIMIT $limit
