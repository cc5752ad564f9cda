-- id: parents_in_work
-- title: Parents in work, education or training
-- definition: Parents and carers in families that a Family Safeguarding team works with at the end of the day, and
--    how many the workbook last found in work, education or training. Those of whom it is not known yet are not
--    counted
-- numerator: parents and carers in work, education or training
-- denominator: parents and carers of whom it is known
-- unit: percent
-- better: up
-- period: point
-- source: S2-75, Blackpool indicator 30
-- owner: Head of service
SELECT c.child_id, t.family_id, f.district, t.team_id, CASE WHEN v.value = 1 THEN 1 ELSE 0 END AS numerator
FROM (SELECT x.family_id, max(x.team_id) AS team_id FROM hearth_family_team x
      JOIN hearth_team g ON g.id = x.team_id AND g.kind = 'family_safeguarding'
      WHERE x.from_date <= :to AND (x.to_date IS NULL OR x.to_date > :to) GROUP BY x.family_id) t
JOIN hearth_family f ON f.id = t.family_id AND (f.to_date IS NULL OR f.to_date > :to)
JOIN (SELECT DISTINCT family_id, person_id FROM hearth_family_member
      WHERE role IN ('parent', 'carer') AND from_date <= :to AND (to_date IS NULL OR to_date > :to)) m
    ON m.family_id = t.family_id
JOIN (SELECT person_id, max(measured_on || CAST(id AS TEXT)) AS last FROM hearth_measure
      WHERE kind = 'in_work' AND measured_on <= :to GROUP BY person_id) s ON s.person_id = m.person_id
JOIN hearth_measure v ON v.person_id = m.person_id AND v.kind = 'in_work' AND v.measured_on || CAST(v.id AS TEXT) = s.last
LEFT JOIN (SELECT family_id, min(child_id) AS child_id FROM hearth_child_place GROUP BY family_id) c
    ON c.family_id = t.family_id
