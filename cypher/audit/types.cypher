// doc: How many edges there are of each type, by status and modality.
// returns: name, status, modality, total, dated, contradicted
MATCH (:Actor|Innovation|Programme|Territory|Cycle)-[r]->()
WITH type(r) AS name, r.status AS status, r.modality AS modality, count(*) AS total,
  count(coalesce(r.since_min, r.since_max)) AS dated, count(r.contradicted) AS contradicted
RETURN name, status, modality, total, dated, contradicted
ORDER BY name, status, modality
