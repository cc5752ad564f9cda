-- id: no_recent_work
-- title: Nothing written for four weeks
-- definition: Families that a Family Safeguarding team has worked with for four weeks or more at the end of the
--    day, about whom nobody wrote anything in the last four weeks: drift
-- numerator: families without an entry in four weeks
-- denominator: families worked with
-- unit: percent
-- better: down
-- period: point
-- target: 0
-- source: S3-39 and S4-07
-- owner: Head of service
SELECT c.child_id, t.family_id, f.district, t.team_id, CASE WHEN e.family_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT x.family_id, max(x.team_id) AS team_id FROM hearth_family_team x
      JOIN hearth_team g ON g.id = x.team_id AND g.kind = 'family_safeguarding'
      WHERE x.from_date <= add_days(:to, -28) AND (x.to_date IS NULL OR x.to_date > :to) GROUP BY x.family_id) t
JOIN hearth_family f ON f.id = t.family_id AND (f.to_date IS NULL OR f.to_date > :to)
LEFT JOIN (SELECT DISTINCT family_id FROM hearth_entry
           WHERE status = 'signed' AND date_part_of(happened_at) > add_days(:to, -28) AND date_part_of(happened_at) <= :to) e
    ON e.family_id = t.family_id
LEFT JOIN (SELECT family_id, min(child_id) AS child_id FROM hearth_child_place GROUP BY family_id) c
    ON c.family_id = t.family_id
