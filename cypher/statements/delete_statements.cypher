// doc: Forget statements.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (s:Statement {id: row.id})
DELETE s
