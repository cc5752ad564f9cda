-- id: time_to_specialist_assessment
-- title: Time to an assessment by an adult specialist
-- definition: Days from asking an adult specialist to the end of their assessment. Requests not yet assessed
--    count in N
-- numerator: days waited, of those assessed
-- denominator: requests made in the twelve months
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-57, Blackpool indicator 7
-- owner: Head of service
SELECT q.person_id AS child_id, q.family_id, p.district, p.team_id,
    CASE WHEN q.assessed_on <= :to THEN days_between(q.requested_on, q.assessed_on) END AS numerator
FROM hearth_adult_service_request q
LEFT JOIN (SELECT family_id, max(district) AS district, max(team_id) AS team_id FROM hearth_child_place
           GROUP BY family_id) p ON p.family_id = q.family_id
WHERE q.requested_on >= :from AND q.requested_on <= :to
