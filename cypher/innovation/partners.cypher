// doc: Who pilots, finances or evaluates an innovation, whether the edge ends there or names it.
// param innovation: str   uid of one, empty for all
// param classes: list[str]   the class labels
// returns: innovation, type, uid, name, kind, role, key, currency, per, amount, status, modality
MATCH (a:Actor|Programme)-[r:CO_PILOTS|FINANCES|EVALUATES]->(b)
WHERE (b:Innovation OR r.innovation IS NOT NULL)
  AND ($innovation = '' OR b.uid = $innovation OR r.innovation = $innovation)
RETURN
  CASE WHEN b:Innovation THEN b.uid ELSE r.innovation END AS innovation,
  type(r) AS type,
  a.uid AS uid,
  a.name AS name,
  head([label IN labels(a) WHERE label IN $classes]) AS kind,
  coalesce(r.role, r.funding_kind) AS role,
  r.key AS key,
  coalesce(r.currency, 'EUR') AS currency,
  r.per AS per,
  r.amount_cents AS amount,
  r.status AS status,
  r.modality AS modality
ORDER BY innovation, type, a.search, uid, b.uid, key
