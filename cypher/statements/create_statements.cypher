// doc: Keep new statements.
// param rows: list[map]   {properties}
// returns: nothing
UNWIND $rows AS row
CREATE (s:Statement)
SET s = row.properties
