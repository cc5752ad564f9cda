-- id: step_downs_accepted
-- title: Steps down that were accepted
-- definition: Steps down to early help or a lesser plan that were answered in the twelve months, one for each
--    child
-- numerator: steps down accepted
-- denominator: steps down answered
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S3-57 and S3-61
-- owner: Head of service
SELECT c.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN c.answer = 'accepted' THEN 1 ELSE 0 END AS numerator
FROM hearth_step_change c
LEFT JOIN hearth_child_place p ON p.child_id = c.person_id
WHERE c.direction = 'down' AND c.answer IN ('accepted', 'declined')
    AND coalesce(c.answered_on, c.decision_date) >= :from AND coalesce(c.answered_on, c.decision_date) <= :to
