-- id: returned_home
-- title: Returned home to parents or relatives
-- definition: Children who stopped being looked after in the twelve months and went to live with parents,
--    relatives or another person (SSDA903 reasons E4A, E4B, E13)
-- numerator: periods of care that ended with a return home
-- denominator: periods of care that ended
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S2-54, Blackpool indicator 4
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN c.end_reason IN ('E4A', 'E4B', 'E13') THEN 1 ELSE 0 END AS numerator
FROM hearth_care_period c
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.end_date >= :from AND c.end_date <= :to
