-- id: time_in_care
-- title: Time in care of children looked after now
-- definition: Days from the start of the present period of care, for children looked after at the end of the
--    day. Agreed short breaks are not counted
-- numerator: days in care
-- denominator: children looked after
-- unit: median
-- better: down
-- period: point
-- source: S2-53, Blackpool indicator 3
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, days_between(c.start_date, :to) AS numerator
FROM (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY child_id) c
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.child_id NOT IN (SELECT DISTINCT lega_person_id FROM ssd_legal_status
    WHERE lega_legal_status IN ('V3', 'V4') AND lega_legal_status_start_date <= :to
      AND (lega_legal_status_end_date IS NULL OR lega_legal_status_end_date > :to))
