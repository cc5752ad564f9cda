-- sheet: List 3
-- title: Referrals
-- who: Referrals of the last six months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 3
-- key: Child Unique ID
-- key: Date of referral
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Date of referral | date
-- column: Referral Source
-- column: Referral NFA?
-- column: Number of Referrals in Last 12 Months | number
-- column: Allocated Team
-- column: Allocated Worker
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END,
       r.referral_date, coalesce(s.words, 'k) Unknown'), CASE WHEN r.nfa = 1 THEN 'Yes' WHEN r.nfa = 0 THEN 'No' ELSE 'Unknown' END,
       (SELECT count(*) FROM hearth_referral b
        WHERE b.person_id = r.person_id AND b.referral_date > add_months(r.referral_date, -12)
          AND (b.referral_date < r.referral_date OR (b.referral_date = r.referral_date AND b.id < r.id))),
       coalesce(t.name, k.team), coalesce(w.name, k.worker)
FROM hearth_referral r
JOIN hearth_return_child k ON k.child_id = r.person_id
LEFT JOIN annex_a_source s ON s.code = r.source_code
LEFT JOIN hearth_team t ON t.id = r.team_id
LEFT JOIN hearth_worker w ON w.id = r.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE r.referral_date > :half_year AND r.referral_date <= :as_at
ORDER BY r.referral_date, k.la_child_id, r.id;
