// doc: Keep a run, or change one.
// param rows: list[map]   {id, properties}
// returns: nothing
UNWIND $rows AS row
MERGE (n:Run {id: row.id})
ON CREATE SET n += row.properties
ON MATCH SET n += row.properties
