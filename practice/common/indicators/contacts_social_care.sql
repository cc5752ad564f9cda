-- id: contacts_social_care
-- title: Contacts that led to children's social care
-- definition: Contacts decided in the twelve months that went to an assessment or a strategy discussion
-- numerator: contacts that went to an assessment or a strategy discussion
-- denominator: contacts decided
-- unit: percent
-- better: neither
-- period: rolling_year
-- source: S3-60
-- owner: Head of service
SELECT n.child_id, CASE WHEN n.child_id IS NOT NULL THEN c.family_id END AS family_id, c.district, CAST(NULL AS BIGINT) AS team_id,
    CASE WHEN c.outcome IN ('assessment', 'strategy') THEN 1 ELSE 0 END AS numerator
FROM hearth_contact c
LEFT JOIN (SELECT contact_id, min(person_id) AS child_id FROM hearth_contact_person
           WHERE role = 'child' GROUP BY contact_id) n ON n.contact_id = c.id
WHERE c.status = 'decided' AND date_part_of(c.decided_at) >= :from AND date_part_of(c.decided_at) <= :to
