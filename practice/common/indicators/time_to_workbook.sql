-- id: time_to_workbook
-- title: Time from allocation to the workbook
-- definition: Days from the first allocation of a family to a social worker who leads to the first writing in one
--    of the sections of its workbook, for families allocated in the twelve months. Families whose workbook nobody has
--    written in yet count in N
-- numerator: days, of workbooks begun
-- denominator: families allocated
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-68, Blackpool indicator 18
-- owner: Head of service
SELECT m.child_id, a.family_id, f.district, t.team_id,
    CASE WHEN w.written <= :to THEN days_between(a.since, w.written) END AS numerator
FROM (SELECT family_id, min(from_date) AS since FROM hearth_allocation
      WHERE lead = 1 AND discipline = 'social_work' GROUP BY family_id) a
JOIN hearth_family f ON f.id = a.family_id
LEFT JOIN (SELECT b.family_id, min(date_part_of(e.happened_at)) AS written
           FROM (SELECT family_id, min(from_date) AS since FROM hearth_allocation
                 WHERE lead = 1 AND discipline = 'social_work' GROUP BY family_id) b
           JOIN hearth_entry e ON e.family_id = b.family_id AND e.happened_at >= b.since
               AND e.form IN ('analysis', 'child_experience', 'engagement', 'family_story', 'mental_health',
                   'network_home_money', 'parenting_programme', 'poses_risk', 'substance', 'survivor')
           WHERE b.since >= :from AND b.since <= :to
           GROUP BY b.family_id) w ON w.family_id = a.family_id
LEFT JOIN (SELECT family_id, min(child_id) AS child_id FROM hearth_child_place GROUP BY family_id) m
    ON m.family_id = a.family_id
LEFT JOIN (SELECT family_id, max(team_id) AS team_id FROM hearth_family_team
           WHERE to_date IS NULL OR to_date > :to GROUP BY family_id) t ON t.family_id = a.family_id
WHERE a.since >= :from AND a.since <= :to
