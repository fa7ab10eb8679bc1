// doc: What each funder gives, by status, modality, currency, reach and whether the period is said. `alike` holds the fundings of equal ends, year and amount that several documents may tell: a beneficiary, then the key and the document of each.
// param funder: str   uid of one funder, empty for all
// param network: str   uid of the network or head that benefits, empty for all
// param innovation: str   uid of the innovation, empty for all
// param first: int   first year, 0 for any
// param last: int   last year, 0 for any
// param since: str   first day of the first year
// param until: str   last day of the last year
// returns: funder, funder_name, funder_kind, status, modality, currency, per, certainty, beneficiaries, fundings, known, known_sum, ranges, range_min_sum, range_max_sum, half_open, unknown, undated, first_year, last_year, alike
CALL {
  MATCH (b:Actor|Innovation|Programme)
  WHERE $network = ''
  RETURN b, 0 AS doubts
  UNION
  MATCH (:Actor {uid: $network})
    ((head)-[h:HEADS WHERE h.modality IN ['actual', 'ended']]->(led)){0,1} (:Actor)
    ((above)<-[m:MEMBER_OF|UNIT_OF|HEADS WHERE m.modality IN ['actual', 'ended']]-(below)){0,4} (a:Actor)
  MATCH (a) ((holder)-[c:ORIGINATED|CARRIES|RUNS
    WHERE c.modality IN ['actual', 'ended'] AND coalesce(c.role, '') <> 'adopter']->(held)){0,1} (b)
  RETURN DISTINCT b, size([one IN h WHERE one.status <> 'stated']) + size([one IN m WHERE one.status <> 'stated'])
    + size([one IN c WHERE one.status <> 'stated']) AS doubts
}
WITH b, min(doubts) AS doubts
MATCH (a:Actor|Programme)-[r:FINANCES]->(b)
WHERE ($funder = '' OR a.uid = $funder)
  AND ($innovation = '' OR b.uid = $innovation OR r.innovation = $innovation)
  AND ($first = 0 OR r.year >= $first OR (r.year IS NULL AND coalesce(r.until_max, $since) >= $since))
  AND ($last = 0 OR r.year <= $last OR (r.year IS NULL AND coalesce(r.since_min, $until) <= $until))
WITH a, b,
  CASE WHEN doubts = 0 THEN r.status ELSE 'inferred' END AS status,
  r.modality AS modality,
  coalesce(r.currency, 'EUR') AS currency,
  r.per AS per,
  r.year AS year,
  CASE WHEN r.year IS NULL AND ($first > 0 OR $last > 0) THEN 'possible' ELSE 'certain' END AS certainty,
  r.amount_cents AS amount, r.amount_min_cents AS low, r.amount_max_cents AS high,
  count(*) AS fundings,
  count(r.document) AS unreferenced,
  count(DISTINCT r.document) AS documents,
  collect([r.key, coalesce(r.document, '')]) AS told
WITH a, status, modality, currency, per, certainty,
  count(DISTINCT b.uid) AS beneficiaries,
  sum(fundings) AS fundings,
  sum(CASE WHEN amount IS NULL THEN 0 ELSE fundings END) AS known,
  sum(CASE WHEN amount IS NULL THEN 0 ELSE fundings * amount END) AS known_sum,
  sum(CASE WHEN amount IS NULL AND low IS NOT NULL AND high IS NOT NULL THEN fundings ELSE 0 END) AS ranges,
  sum(CASE WHEN amount IS NULL AND low IS NOT NULL AND high IS NOT NULL THEN fundings * low ELSE 0 END) AS lows,
  sum(CASE WHEN amount IS NULL AND low IS NOT NULL AND high IS NOT NULL THEN fundings * high ELSE 0 END) AS highs,
  sum(CASE WHEN coalesce(amount, low, high) IS NULL THEN fundings ELSE 0 END) AS unknown,
  sum(CASE WHEN year IS NULL THEN fundings ELSE 0 END) AS undated,
  min(year) AS first_year,
  max(year) AS last_year,
  collect(CASE
    WHEN coalesce(amount, low, high) IS NOT NULL AND fundings > 1 AND (unreferenced < fundings OR documents > 1)
    THEN [b.uid] + told
  END) AS alike
RETURN
  a.uid AS funder,
  a.name AS funder_name,
  a.funder_kind AS funder_kind,
  status,
  modality,
  currency,
  per,
  certainty,
  beneficiaries,
  fundings,
  known,
  CASE WHEN known = 0 THEN null ELSE known_sum END AS known_sum,
  ranges,
  CASE WHEN ranges = 0 THEN null ELSE lows END AS range_min_sum,
  CASE WHEN ranges = 0 THEN null ELSE highs END AS range_max_sum,
  fundings - known - ranges - unknown AS half_open,
  unknown,
  undated,
  first_year,
  last_year,
  alike
ORDER BY a.search, funder, status DESC, modality, currency, coalesce(per, ''), certainty
