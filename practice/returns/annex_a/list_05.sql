-- sheet: List 5
-- title: Section 47 enquiries and initial conferences
-- who: Enquiries begun, and initial conferences held, in the last six months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 5
-- key: Child Unique ID
-- key: Strategy discussion initiating Section 47 Enquiry Start Date
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Does the Child have a Disability
-- column: Strategy discussion initiating Section 47 Enquiry Start Date | date
-- column: Was an Initial Child Protection Conference deemed unnecessary?
-- column: Date of Initial Child Protection Conference | date
-- column: Did the Initial Child Protection Conference Result in a Child Protection Plan
-- column: Number of Section 47 Enquiries in the last 12 months | number
-- column: Number of ICPCs in the last 12 months | number
-- column: Allocated Team
-- column: Allocated Worker
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END, k.disabled,
       e.start_date, CASE WHEN e.icpc_not_required = 1 THEN 'Yes' WHEN e.icpc_not_required = 0 THEN 'No' ELSE NULL END,
       CASE WHEN c.conference_date <= :as_at THEN c.conference_date END,
       CASE WHEN c.conference_date <= :as_at THEN CASE WHEN c.plan_made = 1 THEN 'Yes' WHEN c.plan_made = 0 THEN 'No' ELSE 'Unknown' END END,
       (SELECT count(*) FROM hearth_s47_enquiry b
        WHERE b.person_id = e.person_id AND b.start_date > :year_ago AND b.start_date <= :as_at),
       (SELECT count(*) FROM hearth_initial_conference b
        WHERE b.person_id = e.person_id AND b.conference_date > :year_ago AND b.conference_date <= :as_at),
       coalesce(t.name, k.team), coalesce(w.name, k.worker)
FROM hearth_s47_enquiry e
JOIN hearth_return_child k ON k.child_id = e.person_id
LEFT JOIN hearth_initial_conference c ON c.s47_enquiry_id = e.id AND c.person_id = e.person_id
LEFT JOIN hearth_team t ON t.id = e.team_id
LEFT JOIN hearth_worker w ON w.id = e.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE e.start_date <= :as_at AND (e.start_date > :half_year OR (c.conference_date > :half_year AND c.conference_date <= :as_at))
ORDER BY e.start_date, k.la_child_id, e.id;
