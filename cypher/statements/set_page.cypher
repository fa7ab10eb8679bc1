// doc: Keep a page, or change one.
// param rows: list[map]   {id, properties}
// returns: nothing
UNWIND $rows AS row
MERGE (n:Page {id: row.id})
ON CREATE SET n += row.properties
ON MATCH SET n += row.properties
