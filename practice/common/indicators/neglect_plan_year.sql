-- id: neglect_plan_year
-- title: On a plan for neglect for a year or more
-- definition: Children on a child protection plan with neglect as the category now, and how many of these plans
--    began a year or more ago
-- numerator: children whose plan began a year or more ago
-- denominator: children on a plan for neglect
-- unit: percent
-- better: down
-- period: point
-- source: S2-09
-- owner: Head of service
SELECT c.person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN c.start_date <= add_months(:to, -12) THEN 1 ELSE 0 END AS numerator
FROM hearth_cp_plan c
LEFT JOIN hearth_child_place p ON p.child_id = c.person_id
WHERE c.latest_category = 'NEG' AND c.start_date <= :to AND (c.end_date IS NULL OR c.end_date > :to)
