-- id: group_supervision_held
-- title: Group supervision in the last calendar month
-- definition: Families that a Family Safeguarding team worked with through the whole of the last calendar month,
--    and whether group supervision was held in it
-- numerator: families with group supervision in the month
-- denominator: families worked with all month
-- unit: percent
-- better: up
-- period: month
-- target: 100
-- source: S2-42
-- owner: Head of service
SELECT c.child_id, t.family_id, f.district, t.team_id, CASE WHEN s.family_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT x.family_id, max(x.team_id) AS team_id FROM hearth_family_team x
      JOIN hearth_team g ON g.id = x.team_id AND g.kind = 'family_safeguarding'
      WHERE x.from_date <= add_months(:from, -1) AND x.from_date <= :to AND (x.to_date IS NULL OR x.to_date >= :from)
      GROUP BY x.family_id) t
JOIN hearth_family f ON f.id = t.family_id AND (f.to_date IS NULL OR f.to_date >= :from)
LEFT JOIN (SELECT DISTINCT family_id FROM hearth_meeting
           WHERE kind = 'group_supervision' AND date_part_of(held_at) >= add_months(:from, -1)
             AND date_part_of(held_at) < :from) s ON s.family_id = t.family_id
LEFT JOIN (SELECT family_id, min(child_id) AS child_id FROM hearth_child_place GROUP BY family_id) c
    ON c.family_id = t.family_id
