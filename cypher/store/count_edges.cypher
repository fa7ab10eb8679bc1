// doc: Relationships by type, with those whose key can be read.
// returns: type, edges, keys
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS edges, count(r.key) AS keys
