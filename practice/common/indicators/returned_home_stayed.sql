-- id: returned_home_stayed
-- title: Returned home and stayed
-- definition: Of the children who returned home in the twelve months before these twelve, those who did not
--    come back into care within a year of returning
-- numerator: returns home not followed by care within twelve months
-- denominator: returns home a year earlier
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S2-54, Blackpool indicator 4
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN b.child_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM hearth_care_period c
LEFT JOIN (SELECT DISTINCT e.child_id, e.end_date FROM hearth_care_period e
           JOIN hearth_care_period n ON n.child_id = e.child_id
               AND n.start_date >= e.end_date AND n.start_date <= add_months(e.end_date, 12)
               AND n.start_date > e.start_date
           WHERE e.end_date >= add_months(:from, -12)) b ON b.child_id = c.child_id AND b.end_date = c.end_date
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.end_reason IN ('E4A', 'E4B', 'E13') AND c.end_date >= add_months(:from, -12) AND c.end_date <= add_months(:to, -12)
