// doc: Which state of which graph this is: its version, and a mark that no other state ever bears.
// returns: version, mark
MATCH (m:Meta {id: 'graph'})
RETURN m.version AS version, m.bumped_by AS mark
