-- sheet: List 4
-- title: Assessments
-- who: Assessments begun or authorised in the last six months, or still open.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 4
-- key: Child Unique ID
-- key: Continuous Assessment Start Date
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Does the Child have a Disability
-- column: Continuous Assessment Start Date | date
-- column: Child Seen During Continuous Assessment
-- column: Continuous Assessment Date of Authorisation | date
-- column: Was the child assessed as requiring LA children's social care support?
-- column: Allocated Team
-- column: Allocated Worker
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END, k.disabled,
       a.start_date, CASE WHEN a.child_seen = 1 THEN 'Yes' WHEN a.child_seen = 0 THEN 'No' ELSE 'Unknown' END, CASE WHEN a.authorised_date <= :as_at THEN a.authorised_date END,
       CASE WHEN a.authorised_date <= :as_at THEN
           CASE WHEN a.outcome IN ('nfa', 'early_help') THEN 'No' WHEN a.outcome IS NOT NULL THEN 'Yes' END END,
       coalesce(t.name, k.team), coalesce(w.name, k.worker)
FROM hearth_assessment a
JOIN hearth_return_child k ON k.child_id = a.person_id
LEFT JOIN hearth_team t ON t.id = a.team_id
LEFT JOIN hearth_worker w ON w.id = a.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE a.start_date <= :as_at AND (a.authorised_date IS NULL OR a.authorised_date > :half_year)
ORDER BY a.start_date, k.la_child_id, a.id;
