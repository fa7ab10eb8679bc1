// doc: Who is the head of which network.
// returns: head, network, status
MATCH (h:Actor)-[r:HEADS]->(n:Actor)
WHERE r.modality IN ['actual', 'ended']
RETURN h.uid AS head, n.uid AS network, r.status AS status
ORDER BY head, network
