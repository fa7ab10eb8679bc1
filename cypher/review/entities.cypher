// doc: Whoever or whatever a document may name twice, by name, with how many documents and edges speak of it.
// param classes: list[str]   the class labels
// returns: uid, name, kind, aliases, sources, relations
MATCH (n:Actor|Innovation|Programme)
OPTIONAL MATCH (n)-[r]-()
WITH n, count(r) AS relations
RETURN
  n.uid AS uid,
  n.name AS name,
  head([label IN labels(n) WHERE label IN $classes]) AS kind,
  coalesce(n.aliases, []) AS aliases,
  coalesce(n.sources, 0) AS sources,
  relations
ORDER BY uid
