// doc: Forget a page.
// param rows: list[map]   {id}
// returns: nothing
UNWIND $rows AS row
MATCH (n:Page {id: row.id})
DELETE n
