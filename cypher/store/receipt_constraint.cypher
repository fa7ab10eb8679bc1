// doc: One receipt a transaction, whoever writes it.
// returns: nothing
CREATE CONSTRAINT receipt_id IF NOT EXISTS FOR (r:Receipt) REQUIRE r.id IS UNIQUE
