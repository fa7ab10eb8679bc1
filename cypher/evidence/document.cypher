// doc: The statements of a document in the order of their places, all of them or those of one place.
// param prefix: str   what the ids of its statements begin with
// param at: str   a place, empty for all
// param limit: int   how many at most
// returns: statement
MATCH (s:Statement)
WHERE s.id STARTS WITH $prefix AND ($at = '' OR $at IN s.at)
RETURN properties(s) AS statement
ORDER BY size(s.at[0]), s.at[0], s.id
LIMIT $limit
