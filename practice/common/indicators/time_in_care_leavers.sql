-- id: time_in_care_leavers
-- title: Time in care of children who left care
-- definition: Days from the start to the end of each period of care that ended in the twelve months
-- numerator: days in care
-- denominator: periods of care that ended
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-53, Blackpool indicator 3
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, days_between(c.start_date, c.end_date) AS numerator
FROM hearth_care_period c
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.end_date >= :from AND c.end_date <= :to
