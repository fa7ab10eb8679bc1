// doc: A network with all that belongs to it: heads, members, members of members, units.
// param network: str   uid of the network or its head
// returns: uid
MATCH (:Actor {uid: $network})-[:HEADS*0..1]->(:Actor)<-[:MEMBER_OF|UNIT_OF|HEADS*0..4]-(a:Actor)
RETURN DISTINCT a.uid AS uid
ORDER BY uid
