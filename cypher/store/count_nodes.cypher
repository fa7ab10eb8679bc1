// doc: Nodes and readable nodes by set of labels. The key is read, because a cut file still counts its nodes.
// returns: labels, nodes, keys
MATCH (n)
WITH labels(n) AS labels, coalesce(n.uid, n.id) AS key
RETURN labels, count(*) AS nodes, count(key) AS keys
