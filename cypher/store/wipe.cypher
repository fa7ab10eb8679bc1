// doc: Delete some nodes with their relationships; asked again until none is left.
// param size: int   how many at most
// returns: nothing
MATCH (n)
WITH n LIMIT $size
DETACH DELETE n
