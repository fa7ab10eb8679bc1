// doc: Whether a transaction with this receipt is already in the graph.
// param id: str   the receipt
// returns: id
MATCH (r:Receipt {id: $id})
RETURN r.id AS id
