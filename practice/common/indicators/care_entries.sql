-- id: care_entries
-- title: Children who came into care
-- definition: Periods of being looked after that began in the twelve months. Agreed short breaks are not counted
-- numerator: periods of care begun
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: down
-- period: rolling_year
-- source: S0-08, S2-48 and S4-08
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM hearth_care_period c
LEFT JOIN (SELECT DISTINCT person_id, start_date FROM hearth_legal_status WHERE status IN ('V3', 'V4')) short
    ON short.person_id = c.child_id AND short.start_date = c.start_date
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.start_date >= :from AND c.start_date <= :to AND short.person_id IS NULL
