-- id: workbooks_open
-- title: Workbooks open
-- definition: Families that a Family Safeguarding team works with at the end of the day and that have an open
--    workbook
-- numerator: families with an open workbook
-- denominator: families of Family Safeguarding teams
-- unit: percent
-- better: up
-- period: point
-- target: 100
-- source: S2-68, Blackpool indicator 18
-- owner: Head of service
SELECT c.child_id, t.family_id, f.district, t.team_id, CASE WHEN w.family_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT x.family_id, max(x.team_id) AS team_id FROM hearth_family_team x
      JOIN hearth_team g ON g.id = x.team_id AND g.kind = 'family_safeguarding'
      WHERE x.from_date <= :to AND (x.to_date IS NULL OR x.to_date > :to) GROUP BY x.family_id) t
JOIN hearth_family f ON f.id = t.family_id AND (f.to_date IS NULL OR f.to_date > :to)
LEFT JOIN (SELECT DISTINCT family_id FROM hearth_workbook
           WHERE opened_on <= :to AND (closed_on IS NULL OR closed_on > :to)) w ON w.family_id = t.family_id
LEFT JOIN (SELECT family_id, min(child_id) AS child_id FROM hearth_child_place GROUP BY family_id) c
    ON c.family_id = t.family_id
