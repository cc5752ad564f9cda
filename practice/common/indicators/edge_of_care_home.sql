-- id: edge_of_care_home
-- title: Edge of care: still out of care a year on
-- definition: Children whose edge of care service began in the twelve months before these twelve, and whether they
--    stayed out of care for a year
-- numerator: children not looked after within twelve months
-- denominator: children who began an edge of care service a year earlier
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S1-08 and S4-19
-- owner: Head of service
SELECT s.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN later.person_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT person_id, min(start_date) AS since FROM hearth_service_episode
      WHERE service = 'edge_of_care' AND start_date >= add_months(:from, -12) AND start_date <= add_months(:to, -12)
      GROUP BY person_id) s
LEFT JOIN (SELECT DISTINCT b.person_id FROM hearth_service_episode b
           JOIN hearth_care_period c ON c.child_id = b.person_id AND c.start_date >= b.start_date
               AND c.start_date <= add_months(b.start_date, 12)
           WHERE b.service = 'edge_of_care' AND b.start_date >= add_months(:from, -12)
             AND b.start_date <= add_months(:to, -12)) later ON later.person_id = s.person_id
LEFT JOIN hearth_child_place p ON p.child_id = s.person_id
