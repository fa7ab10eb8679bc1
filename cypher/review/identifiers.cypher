// doc: The identifiers that tell entities apart, codes, and those that several entities use: in dispute, or kept apart.
// returns: id, uids
MATCH (i:Identifier)
WHERE size(i.uids) > 1 OR NOT (i.id STARTS WITH 'name:' OR i.id STARTS WITH 'cog:')
RETURN i.id AS id, i.uids AS uids
ORDER BY id
