-- rule: 706
-- severity: error
-- fields: DoLo_last.DOLO_START
-- message: A deprivation of liberty order was open at the end of last year and this year's return does not carry it
--   on.
-- remedy: Return the order again with the same start date, and with its end if it is over.
-- source: SSDA903 return 2026 to 2027, validation rule 706
-- needs: DoLo_last
SELECT l.row AS "DoLo_last.DOLO_START"
FROM DoLo_last l
WHERE l.DOLO_START IS NOT NULL AND l.DOLO_END_text IS NULL
  AND NOT EXISTS (SELECT 1 FROM DoLo d WHERE d.child_no = l.child_no AND d.DOLO_START = l.DOLO_START);
