// doc: The entities whose statements use each identifier.
// param ids: list[str]   identifiers
// returns: id, uids
UNWIND $ids AS id
MATCH (i:Identifier {id: id})
RETURN i.id AS id, i.uids AS uids
