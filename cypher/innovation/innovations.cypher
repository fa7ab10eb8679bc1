// doc: Innovations with their properties.
// param innovation: str   uid of one, empty for all
// returns: uid, properties
MATCH (i:Innovation)
WHERE $innovation = '' OR i.uid = $innovation
RETURN i.uid AS uid, properties(i) AS properties
ORDER BY i.search, uid
