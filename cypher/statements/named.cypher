// doc: The statements of these ids.
// param ids: list[str]   statement ids
// returns: statement
UNWIND $ids AS id
MATCH (s:Statement {id: id})
RETURN properties(s) AS statement
