-- rule: 225
-- severity: error
-- fields: Episodes.REASON_PLACE_CHANGE
-- message: The child moved to another placement, but the reason for the move is missing.
-- remedy: Enter the reason for the change of placement in the episode that ended.
-- source: SSDA903 return 2026 to 2027, validation rule 225
SELECT e.row AS "Episodes.REASON_PLACE_CHANGE"
FROM Episodes e JOIN Episodes n ON n.row = e.next
WHERE e.REC = 'X1' AND n.RNE IN ('P', 'B') AND e.REASON_PLACE_CHANGE IS NULL
  AND n.DECOM >= '2015-04-01'
  AND (e.PLACE IS NULL OR e.PLACE NOT IN ('T0', 'T1', 'T2', 'T3', 'T4'))
  AND (n.PLACE IS NULL OR n.PLACE NOT IN ('T0', 'T1', 'T2', 'T3', 'T4'));
