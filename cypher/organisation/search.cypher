// doc: Entities whose folded names contain the text: equal names first, then those that begin so.
// param text: str   folded text
// param kind: str   a class, base or role label, empty for all
// param limit: int   how many at most
// param classes: list[str]   the class labels
// param roles: list[str]   the role labels
// returns: Entity
MATCH (n:Actor|Innovation|Programme|Territory|Cycle|HeadFunction)
WHERE n.search CONTAINS $text AND ($kind = '' OR $kind IN labels(n))
WITH n, CASE
  WHEN n.search = $text OR n.search STARTS WITH $text + ' |' THEN 0
  WHEN n.search STARTS WITH $text THEN 1
  ELSE 2
END AS rank
RETURN
  n.uid AS uid,
  n.name AS name,
  head([label IN labels(n) WHERE label IN $classes]) AS kind,
  [role IN $roles WHERE role IN labels(n)] AS roles,
  n.level AS level,
  coalesce(n.aliases, []) AS aliases,
  coalesce(n.sources, 0) AS sources
ORDER BY rank, n.search, uid
LIMIT $limit
