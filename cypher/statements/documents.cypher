// doc: Every document.
// returns: document
MATCH (d:Document)
RETURN properties(d) AS document
ORDER BY d.uid
