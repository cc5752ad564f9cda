-- id: early_help_led_by_partners
-- title: Early help led by a partner
-- definition: Early help episodes that began in the twelve months and are led by an agency of the partnership that
--    is not the local authority, by the name of the lead organisation
-- numerator: episodes led by a partner
-- denominator: episodes begun
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S2-10
-- owner: Head of service
SELECT e.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN a.name IS NULL THEN 0 ELSE 1 END AS numerator
FROM hearth_early_help_episode e
LEFT JOIN (SELECT DISTINCT fold(name) AS name FROM hearth_agency WHERE kind <> 'local_authority') a
    ON a.name = fold(e.organisation)
LEFT JOIN hearth_child_place p ON p.child_id = e.person_id
WHERE e.start_date >= :from AND e.start_date <= :to
