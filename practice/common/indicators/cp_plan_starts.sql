-- id: cp_plan_starts
-- title: Child protection plans that began
-- definition: Child protection plans that began in the twelve months, one for each child
-- numerator: plans begun
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: neither
-- period: rolling_year
-- source: S0-03 and S2-48
-- owner: Head of service
SELECT c.cppl_person_id AS child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM ssd_cp_plans c
LEFT JOIN hearth_child_place p ON p.child_id = c.cppl_person_id
WHERE c.cppl_cp_plan_start_date >= :from AND c.cppl_cp_plan_start_date <= :to
