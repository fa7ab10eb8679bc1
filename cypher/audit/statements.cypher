// doc: How many statements there are of each kind, by status and state; `counting` are those that the graph is made of.
// returns: name, status, state, total, counting
MATCH (s:Statement)
WITH s.kind AS name, s.status AS status, s.state AS state, count(*) AS total,
  count(CASE WHEN s.target <> '' THEN 1 END) AS counting
RETURN name, status, state, total, counting
ORDER BY name, status, state
