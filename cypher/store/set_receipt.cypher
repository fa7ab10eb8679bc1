// doc: Leave the receipt of this transaction.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MERGE (r:Receipt {id: row.id})
