-- id: contacts_early_help
-- title: Contacts that led to early help
-- definition: Contacts decided in the twelve months whose outcome was early help
-- numerator: contacts with early help as the outcome
-- denominator: contacts decided
-- unit: percent
-- better: neither
-- period: rolling_year
-- source: S3-58, S3-60 and S3-111
-- owner: Head of service
SELECT n.child_id, CASE WHEN n.child_id IS NOT NULL THEN c.family_id END AS family_id, c.district, CAST(NULL AS BIGINT) AS team_id,
    CASE WHEN c.outcome IN ('early_help') THEN 1 ELSE 0 END AS numerator
FROM hearth_contact c
LEFT JOIN (SELECT contact_id, min(person_id) AS child_id FROM hearth_contact_person
           WHERE role = 'child' GROUP BY contact_id) n ON n.contact_id = c.id
WHERE c.status = 'decided' AND date_part_of(c.decided_at) >= :from AND date_part_of(c.decided_at) <= :to
