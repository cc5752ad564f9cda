-- id: specialist_posts_filled
-- title: Adult specialist posts filled
-- definition: Established posts of adult specialists (recovery, domestic abuse, mental health, psychology) at the
--    end of the day that have a worker. Three quarters must be filled before the model is launched. Posts are
--    counted, not their hours
-- numerator: posts with a worker
-- denominator: established posts of adult specialists
-- unit: percent
-- better: up
-- period: point
-- target: 75
-- source: S0-39 and S2-20
-- owner: Head of service
SELECT CAST(NULL AS BIGINT) AS child_id, CAST(NULL AS BIGINT) AS family_id, t.district, o.team_id,
    CASE WHEN o.worker_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM hearth_post o JOIN hearth_team t ON t.id = o.team_id
WHERE o.from_date <= :to AND (o.to_date IS NULL OR o.to_date > :to)
    AND o.discipline IN ('recovery', 'domestic_abuse_survivor', 'domestic_abuse_risk', 'mental_health', 'psychology')
