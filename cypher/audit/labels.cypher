// doc: How many entities bear each label.
// returns: name, total, contradicted
MATCH (n:Actor|Innovation|Programme|Territory|Cycle|HeadFunction)
UNWIND labels(n) AS name
WITH name, count(*) AS total, count(n.contradicted) AS contradicted
RETURN name, total, contradicted
ORDER BY name
