// doc: The pages of a document of prose, in order.
// param prefix: str   what the ids of its pages begin with
// returns: page
MATCH (p:Page)
WHERE p.id STARTS WITH $prefix
RETURN properties(p) AS page
ORDER BY p.id
