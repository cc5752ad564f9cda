-- id: contacts_decided_in_time
-- title: Contacts decided within a working day
-- definition: Contacts that a manager decided in the twelve months, and those that wait for a decision for longer,
--    and whether the decision came within one working day
-- numerator: contacts decided within one working day
-- denominator: contacts decided or late
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 100
-- source: S3-12 and S3-121; Working Together 2026
-- owner: Head of service
SELECT n.child_id, CASE WHEN n.child_id IS NOT NULL THEN c.family_id END AS family_id, c.district, CAST(NULL AS BIGINT) AS team_id,
    CASE WHEN date_part_of(c.decided_at) <= :to
         AND working_days_between(date_part_of(c.received_at), date_part_of(c.decided_at)) <= 1 THEN 1 ELSE 0 END AS numerator
FROM hearth_contact c
LEFT JOIN (SELECT contact_id, min(person_id) AS child_id FROM hearth_contact_person
           WHERE role = 'child' GROUP BY contact_id) n ON n.contact_id = c.id
WHERE (date_part_of(c.decided_at) >= :from AND date_part_of(c.decided_at) <= :to)
    OR (date_part_of(c.received_at) >= :from AND (c.decided_at IS NULL OR date_part_of(c.decided_at) > :to)
        AND working_days_between(date_part_of(c.received_at), :to) > 1)
