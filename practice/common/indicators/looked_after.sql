-- id: looked_after
-- title: Children looked after
-- definition: Children looked after at the end of the day. Agreed short breaks (legal status V3 and V4) are not
--    counted
-- numerator: children with an open period of care
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: down
-- period: point
-- source: S2-52, Blackpool indicator 2
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM (SELECT child_id FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to)
      EXCEPT
      SELECT lega_person_id FROM ssd_legal_status
      WHERE lega_legal_status IN ('V3', 'V4') AND lega_legal_status_start_date <= :to
        AND (lega_legal_status_end_date IS NULL OR lega_legal_status_end_date > :to)) c
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
