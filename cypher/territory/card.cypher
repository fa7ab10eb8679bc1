// doc: One territory.
// param uid: str   its uid
// returns: labels, properties
MATCH (n:Territory {uid: $uid})
RETURN labels(n) AS labels, properties(n) AS properties
