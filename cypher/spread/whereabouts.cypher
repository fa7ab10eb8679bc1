// doc: Whoever spread, received, carries or gave rise to an innovation, with each place that it covers or is located in.
// param classes: list[str]   the class labels
// param roles: list[str]   the role labels
// returns: actor, kind, roles, level, heads, tie, territory, status, modality
MATCH (a:Actor)-[:SPREAD_TO|CARRIES|ORIGINATED]-()
WITH DISTINCT a
OPTIONAL MATCH (a)-[r:COVERS|LOCATED_IN]->(t:Territory)
RETURN
  a.uid AS actor,
  head([label IN labels(a) WHERE label IN $classes]) AS kind,
  [role IN $roles WHERE role IN labels(a)] AS roles,
  a.level AS level,
  EXISTS { (a)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(:Network) } AS heads,
  type(r) AS tie,
  t.uid AS territory,
  r.status AS status,
  r.modality AS modality
ORDER BY actor, tie, territory
