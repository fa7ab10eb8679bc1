// doc: One Meta node a purpose, also when two processes create it at once.
// returns: nothing
CREATE CONSTRAINT meta_id IF NOT EXISTS FOR (m:Meta) REQUIRE m.id IS UNIQUE
