-- id: education_plans
-- title: Personal education plans
-- definition: Looked-after children aged 5 to 15, and whether a personal education plan was written or reviewed in
--    the last four months. For early years or after 16 change the ages in the query
-- numerator: children with a plan in date
-- denominator: children looked after aged 5 to 15
-- unit: percent
-- better: up
-- period: point
-- target: 100
-- source: S3-44, Corporate parenting board
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN k.person_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY child_id) c
JOIN hearth_person h ON h.id = c.child_id AND age_years(h.born, :to) BETWEEN 5 AND 15
LEFT JOIN (SELECT DISTINCT n.person_id FROM hearth_entry e JOIN entry_person n ON n.entry_id = e.id
           WHERE e.form = 'personal_education_plan' AND e.status = 'signed'
             AND date_part_of(e.happened_at) >= add_months(:to, -4) AND date_part_of(e.happened_at) <= :to) k
    ON k.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
