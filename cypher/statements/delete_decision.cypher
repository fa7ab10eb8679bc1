// doc: Forget a decision.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (n:Decision {id: row.id})
DELETE n
