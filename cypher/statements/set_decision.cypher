// doc: Keep a decision, or change one.
// param rows: list[map]   {id, properties}
// returns: nothing
UNWIND $rows AS row
MERGE (n:Decision {id: row.id})
ON CREATE SET n += row.properties
ON MATCH SET n += row.properties
