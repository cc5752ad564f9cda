-- rule: 226
-- severity: error
-- fields: Episodes.PLACE
-- message: A reason for a change of placement is given for a temporary placement, or for the move into it.
-- remedy: Leave the reason empty: a temporary move is no change of placement.
-- source: SSDA903 return 2026 to 2027, validation rule 226
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e LEFT JOIN Episodes p ON p.row = e.previous
WHERE e.PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4')
  AND (e.REASON_PLACE_CHANGE IS NOT NULL OR p.REASON_PLACE_CHANGE IS NOT NULL);
