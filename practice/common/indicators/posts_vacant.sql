-- id: posts_vacant
-- title: Vacant posts
-- definition: Established posts at the end of the day, every discipline, and how many have nobody in them. Posts
--    are counted, not their hours
-- numerator: posts without a worker
-- denominator: established posts
-- unit: percent
-- better: down
-- period: point
-- source: S2-70, Blackpool indicator 20
-- owner: Head of service
SELECT CAST(NULL AS BIGINT) AS child_id, CAST(NULL AS BIGINT) AS family_id, t.district, o.team_id,
    CASE WHEN o.worker_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM hearth_post o JOIN hearth_team t ON t.id = o.team_id
WHERE o.from_date <= :to AND (o.to_date IS NULL OR o.to_date > :to)
