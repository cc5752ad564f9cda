-- rule: 383
-- severity: error
-- fields: Episodes.PLACE
-- message: After a temporary placement the child did not go back to the placement before it.
-- remedy: The episode after a temporary one must have the new reason P and the same placement type and postcode as
--   before. If the child moved on, it was no temporary placement.
-- source: SSDA903 return 2026 to 2027, validation rule 383
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e JOIN Episodes t ON t.row = e.previous JOIN Episodes b ON b.row = t.previous
WHERE t.PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4')
  AND (e.RNE IS NOT 'P' OR e.PLACE IS NOT b.PLACE OR e.PL_POST IS NOT b.PL_POST);
