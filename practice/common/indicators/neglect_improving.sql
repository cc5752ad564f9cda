-- id: neglect_improving
-- title: Graded care that improves
-- definition: Children whose care by one carer was graded at least twice, the last time in the twelve months, and how
--    many had a better average at the last grading than at the first
-- numerator: better at the last grading
-- denominator: children and carers graded at least twice
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S1-19
-- owner: Head of service
SELECT g.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN l.grade < f.grade THEN 1 ELSE 0 END AS numerator
FROM (SELECT person_id, carer_id, min(graded_on) AS first_on, max(graded_on) AS last_on FROM hearth_neglect_grade
      WHERE graded_on <= :to GROUP BY person_id, carer_id) g
JOIN (SELECT person_id, carer_id, graded_on, avg(grade) AS grade FROM hearth_neglect_grade
      GROUP BY person_id, carer_id, graded_on) f
    ON f.person_id = g.person_id AND f.carer_id = g.carer_id AND f.graded_on = g.first_on
JOIN (SELECT person_id, carer_id, graded_on, avg(grade) AS grade FROM hearth_neglect_grade
      GROUP BY person_id, carer_id, graded_on) l
    ON l.person_id = g.person_id AND l.carer_id = g.carer_id AND l.graded_on = g.last_on
LEFT JOIN hearth_child_place p ON p.child_id = g.person_id
WHERE g.last_on > g.first_on AND g.last_on >= :from
