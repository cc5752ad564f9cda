-- id: time_to_specialist
-- title: Time to a first session with an adult specialist
-- definition: Days from asking an adult specialist (recovery, domestic abuse, mental health) to the first
--    session. Requests still waiting count in N
-- numerator: days waited, of those seen
-- denominator: requests made in the twelve months
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-57, Blackpool indicator 7
-- owner: Head of service
SELECT q.person_id AS child_id, q.family_id, p.district, p.team_id,
    CASE WHEN q.first_session_on <= :to THEN days_between(q.requested_on, q.first_session_on) END AS numerator
FROM hearth_adult_service_request q
LEFT JOIN (SELECT family_id, max(district) AS district, max(team_id) AS team_id FROM hearth_child_place
           GROUP BY family_id) p ON p.family_id = q.family_id
WHERE q.requested_on >= :from AND q.requested_on <= :to
