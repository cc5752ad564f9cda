-- id: lasting_change
-- title: Change that lasts
-- definition: Checks made three, six or twelve months after early help, a step down, a service or a family group
--    conference in the twelve months, of families who could be reached, and how many were the same or better
-- numerator: the same or better
-- denominator: checks of families who could be reached
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S3-61; S1-08
-- owner: Head of service
SELECT o.person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN o.how IN ('better', 'same') THEN 1 ELSE 0 END AS numerator
FROM hearth_outcome_check o
LEFT JOIN hearth_child_place p ON p.child_id = o.person_id
WHERE o.asked_on >= :from AND o.asked_on <= :to AND o.how <> 'not_reached'
