-- rule: 334
-- severity: error
-- fields: AD1.DATE_INT, Episodes.DECOM
-- message: The decision that adoption is right for the child was made before a period of care of this year
--   began.
-- remedy: Check the date of the decision and the first day of the care.
-- source: SSDA903 return 2026 to 2027, validation rule 334
-- note: The decision may not come before the latest period of care; the first of those that began after it
--   is named.
SELECT a.row AS "AD1.DATE_INT", e.row AS "Episodes.DECOM"
FROM AD1 a JOIN Episodes e ON e.child_no = a.child_no AND e.RNE = 'S'
WHERE a.DATE_INT < e.DECOM
  AND NOT EXISTS (SELECT 1 FROM Episodes f
                  WHERE f.child_no = e.child_no AND f.RNE = 'S' AND f.DECOM > a.DATE_INT
                    AND f.DECOM < e.DECOM);
