// doc: All statements of a document, by the range of their ids.
// param prefix: str   what the ids of its statements begin with
// returns: statement
MATCH (s:Statement)
WHERE s.id STARTS WITH $prefix
RETURN properties(s) AS statement
