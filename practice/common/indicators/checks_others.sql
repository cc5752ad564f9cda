-- id: checks_others
-- title: Other partners' checks answered in time
-- definition: Questions to partners other than the police and health about a contact that fell due in the twelve
--    months and were answered in time, with information, with nothing known or with a refusal
-- numerator: questions answered in time
-- denominator: questions due
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S3-121
-- owner: Head of service
SELECT n.child_id, CASE WHEN n.child_id IS NOT NULL THEN c.family_id END AS family_id, c.district, CAST(NULL AS BIGINT) AS team_id,
    CASE WHEN k.answered_at <= k.due_at THEN 1 ELSE 0 END AS numerator
FROM hearth_partner_check k
JOIN hearth_agency a ON a.id = k.agency_id AND a.kind NOT IN ('police', 'health')
JOIN hearth_contact c ON c.id = k.contact_id
LEFT JOIN (SELECT contact_id, min(person_id) AS child_id FROM hearth_contact_person
           WHERE role = 'child' GROUP BY contact_id) n ON n.contact_id = c.id
WHERE k.due_at >= :from AND date_part_of(k.due_at) <= :to
    AND (k.answered_at IS NOT NULL OR date_part_of(k.due_at) < :to)
