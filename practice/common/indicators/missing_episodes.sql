-- id: missing_episodes
-- title: Times that children went missing
-- definition: Times that a child went missing from home or care in the twelve months
-- numerator: times
-- denominator: the same
-- unit: count
-- better: down
-- period: rolling_year
-- source: S4-34
-- owner: Head of service
SELECT m.person_id AS child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM hearth_missing_episode m
LEFT JOIN hearth_child_place p ON p.child_id = m.person_id
WHERE m.kind = 'M' AND date_part_of(m.started_at) >= :from AND date_part_of(m.started_at) <= :to
