-- id: section_47_rate
-- title: Section 47 enquiries
-- definition: Section 47 enquiries that started in the twelve months, one for each child
-- numerator: enquiries started
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: neither
-- period: rolling_year
-- source: S2-66, Blackpool indicator 16
-- owner: Head of service
SELECT e.s47e_person_id AS child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM ssd_s47_enquiry e
LEFT JOIN hearth_child_place p ON p.child_id = e.s47e_person_id
WHERE e.s47e_s47_start_date >= :from AND e.s47e_s47_start_date <= :to
