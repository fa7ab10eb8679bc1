// doc: Forget a document.
// param rows: list[map]   {uid}
// returns: nothing
UNWIND $rows AS row
MATCH (n:Document {uid: row.uid})
DELETE n
