// doc: One actor.
// param uid: str   its uid
// returns: labels, properties
MATCH (n:Actor {uid: $uid})
RETURN labels(n) AS labels, properties(n) AS properties
