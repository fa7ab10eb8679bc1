// doc: Keep identifiers that nothing used before.
// param rows: list[map]   {properties}
// returns: nothing
UNWIND $rows AS row
CREATE (n:Identifier)
SET n = row.properties
