-- id: turnover
-- title: Workers who left
-- definition: Workers of the local authority who were in post at the start of the twelve months, and how many left
--    within them
-- numerator: workers who left
-- denominator: workers in post at the start
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S2-70, Blackpool indicator 20
-- owner: Head of service
SELECT CAST(NULL AS BIGINT) AS child_id, CAST(NULL AS BIGINT) AS family_id, t.district, m.team_id,
    CASE WHEN w.to_date >= :from AND w.to_date <= :to THEN 1 ELSE 0 END AS numerator
FROM hearth_worker w
JOIN hearth_agency g ON g.id = w.agency_id AND g.kind = 'local_authority'
LEFT JOIN (SELECT worker_id, max(team_id) AS team_id FROM hearth_team_member GROUP BY worker_id) m ON m.worker_id = w.id
LEFT JOIN hearth_team t ON t.id = m.team_id
WHERE w.from_date < :from AND (w.to_date IS NULL OR w.to_date >= :from)
