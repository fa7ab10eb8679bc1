// doc: Note what statements fold into.
// param rows: list[map]   {id, target, ordinal}
// returns: nothing
UNWIND $rows AS row
MATCH (s:Statement {id: row.id})
SET s.target = row.target, s.ordinal = row.ordinal
