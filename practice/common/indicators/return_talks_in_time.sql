-- id: return_talks_in_time
-- title: Talks on return within 72 hours
-- definition: Times that a child came back in the twelve months after going missing, and whether a talk on return
--    was held within 72 hours
-- numerator: talks held within 72 hours
-- denominator: times that a child came back
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 100
-- source: S4-34; statutory guidance on children who go missing
-- owner: Head of service
SELECT m.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN talk.id IS NULL THEN 0 ELSE 1 END AS numerator
FROM hearth_missing_episode m
LEFT JOIN (SELECT DISTINCT x.id FROM hearth_missing_episode x
           JOIN entry_person n ON n.person_id = x.person_id
           JOIN hearth_entry e ON e.id = n.entry_id AND e.form = 'return_interview' AND e.status = 'signed'
               AND e.happened_at >= x.ended_at
               AND (substr(e.happened_at, 1, 10) < add_days(substr(x.ended_at, 1, 10), 3)
                    OR (substr(e.happened_at, 1, 10) = add_days(substr(x.ended_at, 1, 10), 3)
                        AND substr(e.happened_at, 11) <= substr(x.ended_at, 11)))) talk ON talk.id = m.id
LEFT JOIN hearth_child_place p ON p.child_id = m.person_id
WHERE m.kind = 'M' AND date_part_of(m.ended_at) >= :from AND date_part_of(m.ended_at) <= :to
