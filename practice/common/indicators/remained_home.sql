-- id: remained_home
-- title: Children who remained at home
-- definition: Children of families that a Family Safeguarding team took on in the twelve months before these
--    twelve, who were not looked after then, and whether they stayed out of care for a year
-- numerator: children not looked after within twelve months
-- denominator: children of families taken on a year earlier
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S0-08 and S2-76
-- owner: Head of service
SELECT p.child_id, p.family_id, p.district, p.team_id, CASE WHEN later.child_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT x.family_id, min(x.from_date) AS since FROM hearth_family_team x
      JOIN hearth_team g ON g.id = x.team_id AND g.kind = 'family_safeguarding' GROUP BY x.family_id) t
JOIN hearth_child_place p ON p.family_id = t.family_id
LEFT JOIN hearth_care_period now ON now.child_id = p.child_id AND now.start_date < t.since
    AND (now.end_date IS NULL OR now.end_date > t.since)
LEFT JOIN (SELECT DISTINCT b.child_id, x.family_id FROM hearth_care_period b
           JOIN hearth_child_place q ON q.child_id = b.child_id
           JOIN (SELECT y.family_id, min(y.from_date) AS since FROM hearth_family_team y
                 JOIN hearth_team h ON h.id = y.team_id AND h.kind = 'family_safeguarding' GROUP BY y.family_id) x
               ON x.family_id = q.family_id
           WHERE b.start_date >= x.since AND b.start_date <= add_months(x.since, 12)) later
    ON later.child_id = p.child_id AND later.family_id = p.family_id
WHERE t.since >= add_months(:from, -12) AND t.since <= add_months(:to, -12) AND now.child_id IS NULL
