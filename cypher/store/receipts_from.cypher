// doc: Receipts whose name starts so: what a finished run leaves behind.
// param prefix: str   the beginning of their names
// returns: id
MATCH (r:Receipt)
WHERE r.id STARTS WITH $prefix
RETURN r.id AS id
ORDER BY id
