-- id: placements_far
-- title: Placements more than 20 miles from home
-- definition: Placements at the end of the day whose distance from home is recorded, and how many are more than 20
--    miles away
-- numerator: placements more than 20 miles from home
-- denominator: placements with a distance
-- unit: percent
-- better: down
-- period: point
-- source: S2-11 and S4-19
-- owner: Head of service
SELECT c.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN c.distance_miles > 20 THEN 1 ELSE 0 END AS numerator
FROM hearth_placement c
LEFT JOIN hearth_child_place p ON p.child_id = c.person_id
WHERE c.start_date <= :to AND (c.end_date IS NULL OR c.end_date > :to) AND c.distance_miles IS NOT NULL
