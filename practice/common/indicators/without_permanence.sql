-- id: without_permanence
-- title: Looked after without a plan for permanence
-- definition: Children looked after for more than four months, by when the second review is due, who have no care
--    plan that says where they are to live for good
-- numerator: children without a plan for permanence
-- denominator: children looked after for more than four months
-- unit: percent
-- better: down
-- period: point
-- target: 0
-- source: S3-38 and S3-42
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN has.person_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY child_id) c
LEFT JOIN (SELECT DISTINCT person_id FROM hearth_care_plan
           WHERE permanence IS NOT NULL AND start_date <= :to AND (end_date IS NULL OR end_date > :to)) has
    ON has.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.start_date < add_months(:to, -4)
