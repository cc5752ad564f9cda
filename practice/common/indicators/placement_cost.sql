-- id: placement_cost
-- title: Cost of a placement
-- definition: The weekly cost of each placement at the end of the day, in pounds. Placements without a cost count
--    in N
-- numerator: pounds a week, of placements with a cost
-- denominator: placements
-- unit: mean
-- better: down
-- period: point
-- source: S4-24 and S4-37
-- owner: Head of service
SELECT c.person_id AS child_id, p.family_id, p.district, p.team_id, c.weekly_cost AS numerator
FROM hearth_placement c
LEFT JOIN hearth_child_place p ON p.child_id = c.person_id
WHERE c.start_date <= :to AND (c.end_date IS NULL OR c.end_date > :to)
