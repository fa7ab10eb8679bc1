// doc: Forget receipts.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (r:Receipt {id: row.id})
DELETE r
