// doc: Whether the graph holds any node.
// returns: labels
MATCH (n)
RETURN labels(n) AS labels
LIMIT 1
