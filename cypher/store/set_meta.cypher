// doc: Write what the graph remembers about itself.
// param rows: list[map]   {id, properties}
// returns: nothing
UNWIND $rows AS row
MERGE (m:Meta {id: row.id})
ON CREATE SET m += row.properties
ON MATCH SET m += row.properties
