-- id: agency_social_workers
-- title: Agency social workers
-- definition: Social workers who are in a team at the end of the day, and how many of them an agency employs.
--    People are counted, not their hours
-- numerator: agency social workers
-- denominator: social workers
-- unit: percent
-- better: down
-- period: point
-- target: 15
-- source: S2-16
-- owner: Head of service
SELECT CAST(NULL AS BIGINT) AS child_id, CAST(NULL AS BIGINT) AS family_id, t.district, m.team_id, w.agency_worker AS numerator
FROM hearth_worker w
JOIN (SELECT worker_id, max(team_id) AS team_id FROM hearth_team_member
      WHERE from_date <= :to AND (to_date IS NULL OR to_date > :to) GROUP BY worker_id) m ON m.worker_id = w.id
JOIN hearth_team t ON t.id = m.team_id
WHERE w.discipline = 'social_work' AND w.from_date <= :to AND (w.to_date IS NULL OR w.to_date > :to)
