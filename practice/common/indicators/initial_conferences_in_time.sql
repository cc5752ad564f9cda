-- id: initial_conferences_in_time
-- title: Initial conferences within 15 working days
-- definition: Initial child protection conferences held in the twelve months, one for each child, and whether they
--    were held by the day on which they were due. Conferences for a child who moved in with a plan, and those without
--    a due day, are not counted
-- numerator: conferences held by the day they were due
-- denominator: conferences held
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 100
-- source: S2-77; Working Together 2026
-- owner: Head of service
SELECT c.person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN c.conference_date <= c.target_date THEN 1 ELSE 0 END AS numerator
FROM hearth_initial_conference c
LEFT JOIN hearth_child_place p ON p.child_id = c.person_id
WHERE c.transfer_in = 0 AND c.target_date IS NOT NULL AND c.conference_date >= :from AND c.conference_date <= :to
