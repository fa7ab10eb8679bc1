// doc: The statements that fold into these targets.
// param targets: list[str]   uids, or targets of relations
// returns: statement
UNWIND $targets AS target
MATCH (s:Statement {target: target})
RETURN properties(s) AS statement
