// doc: Where each entity is, what it belongs to, and whose each innovation, programme and cycle is; in no order.
// returns: type, from, to, to_name
MATCH (a:Actor)-[r:LOCATED_IN|MEMBER_OF|UNIT_OF|HEADS|ORIGINATED|CARRIES|RUNS|CO_PILOTS|HAS_CYCLE]->(b)
RETURN type(r) AS type, a.uid AS from, b.uid AS to, b.name AS to_name
