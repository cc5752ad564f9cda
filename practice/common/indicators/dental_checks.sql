-- id: dental_checks
-- title: Dental checks of looked-after children
-- definition: Children who have been looked after for a year or more, and whether they had a dental check in it
-- numerator: children with a dental check in the twelve months
-- denominator: children looked after for a year or more
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S2-12; SSDA903 return
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN done.person_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY child_id) c
LEFT JOIN (SELECT DISTINCT person_id FROM hearth_health_check
           WHERE kind = 'dental' AND status = 'completed' AND checked_on >= :from AND checked_on <= :to) done
    ON done.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.start_date <= add_months(:to, -12)
