// doc: Every way in which actors, innovations and programmes are called, and whose innovations they are.
// param classes: list[str]   the class labels
// returns: uid, name, kind, aliases, owners
MATCH (n:Actor|Innovation|Programme)
OPTIONAL MATCH (n)<-[:ORIGINATED|CARRIES|RUNS]-(a:Actor)
OPTIONAL MATCH (a)-[:HEADS|MEMBER_OF]->(w:Network)
WITH n, collect(DISTINCT a.name) AS actors, collect(DISTINCT w.name) AS networks
RETURN
  n.uid AS uid,
  n.name AS name,
  head([label IN labels(n) WHERE label IN $classes]) AS kind,
  coalesce(n.aliases, []) AS aliases,
  actors + networks AS owners
ORDER BY uid
