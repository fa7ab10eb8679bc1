// doc: Keep a document, or change one.
// param rows: list[map]   {uid, properties}
// returns: nothing
UNWIND $rows AS row
MERGE (n:Document {uid: row.uid})
ON CREATE SET n += row.properties
ON MATCH SET n += row.properties
