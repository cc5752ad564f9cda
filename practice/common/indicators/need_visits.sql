-- id: need_visits
-- title: Children in need seen in six weeks
-- definition: Children with a child in need or family help plan for six weeks or more at the end of the day, and
--    whether somebody saw the child in the last six weeks
-- numerator: children seen
-- denominator: children
-- unit: percent
-- better: up
-- period: point
-- target: 95
-- source: S3-39
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN v.person_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT person_id AS child_id, min(start_date) AS begun FROM hearth_cin_plan
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY person_id) c
LEFT JOIN (SELECT DISTINCT person_id FROM hearth_visit
           WHERE kind IN ('cin', 'assessment', 's47') AND seen = 1 AND visit_date > add_days(:to, -42) AND visit_date <= :to) v
    ON v.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.begun <= add_days(:to, -42)
