// doc: What each funder gives, by status, modality, currency and reach. Exact amounts, ranges and unknown ones apart.
// param funder: str   uid of one funder, empty for all
// param network: str   uid of the network or head that benefits, empty for all
// param innovation: str   uid of the innovation, empty for all
// param first: int   first year, 0 for any
// param last: int   last year, 0 for any
// returns: FunderAmounts
CALL {
  MATCH (b:Actor|Innovation|Programme)
  WHERE $network = ''
  RETURN b
  UNION
  MATCH (:Actor {uid: $network})-[:HEADS*0..1]->(:Actor)<-[:MEMBER_OF|UNIT_OF|HEADS*0..4]-(m:Actor)
  MATCH (m)-[:ORIGINATED|CARRIES|RUNS*0..1]->(b)
  RETURN b
}
MATCH (a:Actor|Programme)-[r:FINANCES]->(b)
WHERE ($funder = '' OR a.uid = $funder)
  AND ($innovation = '' OR b.uid = $innovation OR r.innovation = $innovation)
  AND ($first = 0 OR r.year >= $first)
  AND ($last = 0 OR r.year <= $last)
WITH a, b, r.status AS status, r.modality AS modality, r.currency AS currency, r.per AS per, r.year AS year,
  r.amount_cents AS amount, r.amount_min_cents AS low, r.amount_max_cents AS high,
  count(*) AS fundings, count(DISTINCT r.document) AS documents
WITH a, status, modality, currency, per,
  count(DISTINCT b.uid) AS beneficiaries,
  sum(fundings) AS fundings,
  sum(CASE WHEN amount IS NULL THEN 0 ELSE fundings END) AS known,
  sum(CASE WHEN amount IS NULL THEN 0 ELSE fundings * amount END) AS known_sum,
  sum(CASE WHEN amount IS NULL AND coalesce(low, high) IS NOT NULL THEN fundings ELSE 0 END) AS ranges,
  sum(CASE WHEN amount IS NULL THEN fundings * coalesce(low, 0) ELSE 0 END) AS lows,
  sum(CASE WHEN amount IS NULL THEN fundings * coalesce(high, low, 0) ELSE 0 END) AS highs,
  sum(CASE WHEN amount IS NOT NULL AND documents > 1 THEN documents - 1 ELSE 0 END) AS possibly_twice,
  min(year) AS first_year,
  max(year) AS last_year
RETURN
  a.uid AS funder,
  a.name AS funder_name,
  a.funder_kind AS funder_kind,
  status,
  modality,
  currency,
  per,
  beneficiaries,
  fundings,
  known,
  CASE WHEN known = 0 THEN null ELSE known_sum END AS known_sum,
  ranges,
  CASE WHEN ranges = 0 THEN null ELSE lows END AS range_min_sum,
  CASE WHEN ranges = 0 THEN null ELSE highs END AS range_max_sum,
  fundings - known - ranges AS unknown,
  possibly_twice,
  first_year,
  last_year
ORDER BY a.search, funder, status DESC, modality, currency, per
