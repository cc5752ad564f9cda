-- id: caseload_over
-- title: Social workers with more than fifteen children
-- definition: Social workers of a team who work with the families of more than fifteen children at the end of the
--    day
-- numerator: social workers with more than fifteen
-- denominator: social workers
-- unit: percent
-- better: down
-- period: point
-- target: 0
-- source: S0-26 and S1-05
-- owner: Head of service
SELECT CAST(NULL AS BIGINT) AS child_id, CAST(NULL AS BIGINT) AS family_id, t.district, m.team_id, CASE WHEN a.children > 15 THEN 1 ELSE 0 END AS numerator
FROM hearth_worker w
JOIN (SELECT worker_id, max(team_id) AS team_id FROM hearth_team_member
      WHERE from_date <= :to AND (to_date IS NULL OR to_date > :to) GROUP BY worker_id) m ON m.worker_id = w.id
JOIN hearth_team t ON t.id = m.team_id
LEFT JOIN (SELECT b.worker_id, count(DISTINCT c.person_id) AS children FROM hearth_allocation b
           JOIN hearth_family_member c ON c.family_id = b.family_id AND c.role = 'child' AND c.from_date <= :to
               AND (c.to_date IS NULL OR c.to_date > :to)
           WHERE b.from_date <= :to AND (b.to_date IS NULL OR b.to_date > :to) GROUP BY b.worker_id) a ON a.worker_id = w.id
WHERE w.discipline = 'social_work' AND w.from_date <= :to AND (w.to_date IS NULL OR w.to_date > :to)
