-- file: oc2.csv
-- title: Outcomes of the children looked after for the whole year, other than in short breaks
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- column: CHILD
-- column: DOB
-- column: SDQ_SCORE
-- column: SDQ_REASON
-- column: CONVICTED
-- column: HEALTH_CHECK
-- column: IMMUNISATIONS
-- column: TEETH_CHECK
-- column: HEALTH_ASSESSMENT
-- column: SUBSTANCE_MISUSE
-- column: INTERVENTION_RECEIVED
-- column: INTERVENTION_OFFERED
WITH whole_year AS (
    SELECT c.child_id FROM hearth_care_period c
    WHERE c.start_date <= :starts AND (c.end_date IS NULL OR c.end_date > :ends)
      AND NOT EXISTS (SELECT 1 FROM hearth_legal_status l WHERE l.person_id = c.child_id AND l.status IN ('V3', 'V4')
                      AND l.start_date <= :ends AND (l.end_date IS NULL OR l.end_date > :starts))
)
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), CAST(q.score AS TEXT), CASE WHEN q.score IS NULL THEN q.reason END,
       CASE WHEN k.born <= add_months(:ends, -12 * 10) THEN
           CASE WHEN EXISTS (SELECT 1 FROM hearth_conviction v WHERE v.person_id = k.child_id AND v.offence_on >= :starts AND v.offence_on <= :ends)
                THEN '1' ELSE '0' END END,
       CASE WHEN k.born > add_months(:ends, -12 * 5) THEN
           CASE WHEN EXISTS (SELECT 1 FROM hearth_health_check h WHERE h.person_id = k.child_id AND h.kind = 'surveillance' AND h.status = 'completed'
                             AND h.checked_on >= :starts AND h.checked_on <= :ends) THEN '1' ELSE '0' END END,
       CASE WHEN (SELECT max(i.up_to_date) FROM hearth_immunisation i WHERE i.person_id = k.child_id AND i.as_of = (
                      SELECT max(b.as_of) FROM hearth_immunisation b WHERE b.person_id = k.child_id AND b.as_of <= :ends)) = 1
            THEN '1' ELSE '0' END,
       CASE WHEN EXISTS (SELECT 1 FROM hearth_health_check h WHERE h.person_id = k.child_id AND h.kind = 'dental' AND h.status = 'completed'
                         AND h.checked_on >= :starts AND h.checked_on <= :ends) THEN '1' ELSE '0' END,
       CASE WHEN EXISTS (SELECT 1 FROM hearth_health_check h WHERE h.person_id = k.child_id AND h.kind = 'health_assessment' AND h.status = 'completed'
                         AND h.checked_on >= :starts AND h.checked_on <= :ends) THEN '1' ELSE '0' END,
       CASE WHEN s.found IS NULL THEN '0' ELSE '1' END,
       CASE WHEN s.found IS NOT NULL THEN CASE WHEN s.received = 1 THEN '1' ELSE '0' END END,
       CASE WHEN s.found IS NOT NULL AND coalesce(s.received, 0) = 0 THEN CASE WHEN s.offered = 1 THEN '1' ELSE '0' END END
FROM whole_year y
JOIN hearth_return_child k ON k.child_id = y.child_id
LEFT JOIN hearth_sdq_score q ON q.id = (SELECT max(b.id) FROM hearth_sdq_score b WHERE b.person_id = y.child_id
    AND b.completed_on = (SELECT max(a.completed_on) FROM hearth_sdq_score a
                          WHERE a.person_id = y.child_id AND a.completed_on >= :starts AND a.completed_on <= :ends))
LEFT JOIN (SELECT person_id, max(found_on) AS found, max(intervention_received) AS received, max(intervention_offered) AS offered
           FROM hearth_substance_misuse WHERE found_on >= :starts AND found_on <= :ends GROUP BY person_id) s ON s.person_id = y.child_id
ORDER BY k.la_child_id;
