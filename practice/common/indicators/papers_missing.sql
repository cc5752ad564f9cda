-- id: papers_missing
-- title: Looked after with court or identity papers missing
-- definition: Children looked after at the end of the day whose file lacks a birth certificate, a passport, an order or
--    a consent when it was last checked, or whose papers nobody has checked
-- numerator: children with a paper missing
-- denominator: children looked after
-- unit: percent
-- better: down
-- period: point
-- target: 0
-- source: S3-90
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id,
    CASE WHEN d.person_id IS NULL OR d.missing = 1 THEN 1 ELSE 0 END AS numerator
FROM (SELECT DISTINCT child_id FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to)) c
LEFT JOIN (SELECT a.person_id, max(CASE WHEN a.held = 0 THEN 1 ELSE 0 END) AS missing
           FROM hearth_child_document a
           JOIN (SELECT person_id, kind, max(checked_on) AS checked_on FROM hearth_child_document
                 WHERE checked_on <= :to GROUP BY person_id, kind) latest
               ON latest.person_id = a.person_id AND latest.kind = a.kind AND latest.checked_on = a.checked_on
           GROUP BY a.person_id) d ON d.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
