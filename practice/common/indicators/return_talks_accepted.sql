-- id: return_talks_accepted
-- title: Talks on return that were accepted
-- definition: Times that a child came back in the twelve months after going missing, and whether a talk with an
--    independent person was accepted
-- numerator: times that a talk was accepted
-- denominator: times that a child came back
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S4-34
-- owner: Head of service
SELECT m.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN m.interview_accepted = 1 THEN 1 ELSE 0 END AS numerator
FROM hearth_missing_episode m
LEFT JOIN hearth_child_place p ON p.child_id = m.person_id
WHERE m.kind = 'M' AND date_part_of(m.ended_at) >= :from AND date_part_of(m.ended_at) <= :to
