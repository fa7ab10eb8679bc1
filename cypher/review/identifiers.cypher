// doc: Every identifier with the entities whose statements use it: several where it is in dispute, or kept apart.
// returns: id, uids
MATCH (i:Identifier)
RETURN i.id AS id, i.uids AS uids
ORDER BY id
