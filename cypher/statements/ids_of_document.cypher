// doc: The ids of all statements of a document.
// param prefix: str   what the ids of its statements begin with
// returns: id
MATCH (s:Statement)
WHERE s.id STARTS WITH $prefix
RETURN s.id AS id
