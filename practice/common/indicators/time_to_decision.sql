-- id: time_to_decision
-- title: Time from contact to decision
-- definition: Days from the day a contact arrives to the day on which a manager decides, for each child of
--    contacts decided in the twelve months
-- numerator: days
-- denominator: children in contacts decided
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-56, Blackpool indicator 6
-- owner: Head of service
SELECT n.person_id AS child_id, p.family_id, p.district, p.team_id,
    days_between(date_part_of(c.received_at), date_part_of(c.decided_at)) AS numerator
FROM hearth_contact c
JOIN hearth_contact_person n ON n.contact_id = c.id AND n.role = 'child'
LEFT JOIN hearth_child_place p ON p.child_id = n.person_id
WHERE date_part_of(c.decided_at) >= :from AND date_part_of(c.decided_at) <= :to
