-- id: protection_visits
-- title: Children on a protection plan seen in two weeks
-- definition: Children on a child protection plan for two weeks or more at the end of the day, and whether
--    somebody saw the child in the last two weeks
-- numerator: children seen
-- denominator: children
-- unit: percent
-- better: up
-- period: point
-- target: 95
-- source: S4-06
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN v.person_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT person_id AS child_id, min(start_date) AS begun FROM hearth_cp_plan
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY person_id) c
LEFT JOIN (SELECT DISTINCT person_id FROM hearth_visit
           WHERE kind IN ('cp', 's47') AND seen = 1 AND visit_date > add_days(:to, -14) AND visit_date <= :to) v
    ON v.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.begun <= add_days(:to, -14)
