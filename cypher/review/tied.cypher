// doc: Which of these pairs of actors an edge joins: nobody funds, heads or belongs to itself.
// param rows: list[map]   pairs {one, other} of uids
// returns: one, other, edges
UNWIND $rows AS row
MATCH (a:Actor {uid: row.one})-[r]-(b:Actor {uid: row.other})
RETURN row.one AS one, row.other AS other, count(r) AS edges
ORDER BY one, other
