-- sheet: List 2
-- title: Early help
-- who: Early help assessments begun or ended in the last six months, or still open.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 2
-- key: Child Unique ID
-- key: Assessment start date
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Assessment start date | date
-- column: Assessment completion date | date
-- column: Organisation completing assessment
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END,
       e.start_date, CASE WHEN e.end_date <= :as_at THEN e.end_date END, e.organisation
FROM hearth_early_help_episode e
JOIN hearth_return_child k ON k.child_id = e.person_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE e.start_date <= :as_at AND (e.end_date IS NULL OR e.end_date > :half_year)
ORDER BY e.start_date, k.la_child_id, e.id;
