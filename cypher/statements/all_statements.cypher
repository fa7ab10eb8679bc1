// doc: A page of all statements, in order of id.
// param after: str   the last id of the page before; empty for the first
// param size: int   how many
// returns: statement
MATCH (s:Statement)
WHERE s.id > $after
RETURN properties(s) AS statement
ORDER BY s.id
LIMIT $size
