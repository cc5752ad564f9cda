-- rule: 335
-- severity: error
-- fields: AD1.FOSTER_CARE, Episodes.PLACE
-- message: Whether a foster carer adopts the child does not fit the last placement.
-- remedy: Placements A2, A3 and A5 are with the foster carer (1); A1, A4 and A6 are not (0). Correct the
--   one that is wrong.
-- source: SSDA903 return 2026 to 2027, validation rule 335
SELECT a.row AS "AD1.FOSTER_CARE", e.row AS "Episodes.PLACE"
FROM AD1 a JOIN Episodes e ON e.child_no = a.child_no
WHERE e.REC IN ('E1', 'E11', 'E12')
  AND ((e.PLACE IN ('A2', 'A3', 'A5') AND a.FOSTER_CARE = '0')
       OR (e.PLACE IN ('A1', 'A4', 'A6') AND a.FOSTER_CARE = '1'));
