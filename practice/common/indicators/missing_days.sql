-- id: missing_days
-- title: Days missing
-- definition: Days from going missing to coming back, for children who went missing in the twelve months. Children
--    not yet back count in N
-- numerator: days, of children who came back
-- denominator: times that a child went missing
-- unit: median
-- better: down
-- period: rolling_year
-- source: S4-34
-- owner: Head of service
SELECT m.person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN date_part_of(m.ended_at) <= :to THEN days_between(date_part_of(m.started_at), date_part_of(m.ended_at)) END AS numerator
FROM hearth_missing_episode m
LEFT JOIN hearth_child_place p ON p.child_id = m.person_id
WHERE m.kind = 'M' AND date_part_of(m.started_at) >= :from AND date_part_of(m.started_at) <= :to
