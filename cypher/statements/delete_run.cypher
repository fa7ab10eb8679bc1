// doc: Forget a run.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (n:Run {id: row.id})
DELETE n
