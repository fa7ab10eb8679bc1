// doc: Forget a identifier.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (n:Identifier {id: row.id})
DELETE n
