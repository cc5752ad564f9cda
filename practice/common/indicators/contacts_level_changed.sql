-- id: contacts_level_changed
-- title: Contacts decided at another level of need
-- definition: Contacts decided in the twelve months at another level of the continuum of need than the one the
--    referrer gave. Contacts without a level from the referrer are not counted
-- numerator: contacts decided at another level
-- denominator: contacts decided that came with a level
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S2-47
-- owner: Head of service
SELECT n.child_id, CASE WHEN n.child_id IS NOT NULL THEN c.family_id END AS family_id, c.district, CAST(NULL AS BIGINT) AS team_id,
    CASE WHEN c.level_at_decision <> c.level_at_referral THEN 1 ELSE 0 END AS numerator
FROM hearth_contact c
LEFT JOIN (SELECT contact_id, min(person_id) AS child_id FROM hearth_contact_person
           WHERE role = 'child' GROUP BY contact_id) n ON n.contact_id = c.id
WHERE c.status = 'decided' AND date_part_of(c.decided_at) >= :from AND date_part_of(c.decided_at) <= :to
    AND c.level_at_referral IS NOT NULL AND c.level_at_decision IS NOT NULL
