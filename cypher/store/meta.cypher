// doc: What the graph remembers about itself for one purpose (graph, lock, counts), with the server's own clock.
// param id: str   the purpose
// returns: id, properties, now_ms
OPTIONAL MATCH (m:Meta {id: $id})
RETURN m.id AS id, properties(m) AS properties, timestamp() AS now_ms
