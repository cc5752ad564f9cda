-- id: care_days
-- title: Days in care in the month
-- definition: Days on which children were looked after, from the first of the month. The day a child comes into
--    care counts, the day they leave does not
-- numerator: days in care
-- denominator: children looked after on any of these days
-- unit: count
-- better: down
-- period: month
-- source: S2-53, Blackpool indicator 3
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id,
    sum(days_between(CASE WHEN c.start_date > :from THEN c.start_date ELSE :from END,
                     CASE WHEN c.end_date IS NULL OR c.end_date > :to THEN add_days(:to, 1) ELSE c.end_date END)) AS numerator
FROM hearth_care_period c
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.start_date <= :to AND (c.end_date IS NULL OR c.end_date > :from)
GROUP BY c.child_id, p.family_id, p.district, p.team_id
