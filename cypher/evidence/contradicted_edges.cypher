// doc: Edges of which documents say different things.
// param about: str   uid of one of their ends, empty for all
// returns: type, from, from_name, to, to_name, contradicted, properties
MATCH (a:Actor|Innovation|Programme|Territory|Cycle)-[r]->(b)
WHERE r.contradicted IS NOT NULL AND ($about = '' OR a.uid = $about OR b.uid = $about)
RETURN
  type(r) AS type,
  a.uid AS from,
  a.name AS from_name,
  b.uid AS to,
  b.name AS to_name,
  r.contradicted AS contradicted,
  properties(r) AS properties
ORDER BY type, from, to, r.key
