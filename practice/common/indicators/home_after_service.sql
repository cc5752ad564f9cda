-- id: home_after_service
-- title: At home months after a service
-- definition: Checks made in the twelve months, three, six or twelve months after a service (edge of care,
--    outreach, adolescent support unit and others) ended, that say where the child lives
-- numerator: checks that found the child at home
-- denominator: checks that say where the child lives
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S1-08, S1-09 and S1-10
-- owner: Head of service
SELECT o.person_id AS child_id, p.family_id, p.district, p.team_id, o.at_home AS numerator
FROM hearth_outcome_check o
LEFT JOIN hearth_child_place p ON p.child_id = o.person_id
WHERE o.after = 'service' AND o.at_home IS NOT NULL AND o.asked_on >= :from AND o.asked_on <= :to
