// doc: One innovation.
// param uid: str   its uid
// returns: labels, properties
MATCH (n:Innovation {uid: $uid})
RETURN labels(n) AS labels, properties(n) AS properties
