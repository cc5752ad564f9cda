-- rule: 576
-- severity: error
-- fields: Missing.MIS_START, Missing_last.MIS_START
-- message: A missing period was open at the end of last year and this year's return does not carry it on.
-- remedy: Return the period again with the same start date, and with its end if the child has come back.
-- source: SSDA903 return 2026 to 2027, validation rule 576
-- needs: Missing_last
SELECT m.row AS "Missing.MIS_START"
FROM Missing_last l JOIN Missing m ON m.child_no = l.child_no
WHERE l.MIS_START IS NOT NULL AND l.MIS_END_text IS NULL
  AND NOT EXISTS (SELECT 1 FROM Missing s WHERE s.child_no = l.child_no AND s.MIS_START = l.MIS_START)
  AND NOT EXISTS (SELECT 1 FROM Missing b WHERE b.child_no = m.child_no AND b.row <> m.row
                  AND (b.MIS_START < m.MIS_START OR (b.MIS_START = m.MIS_START AND b.row < m.row)
                       OR (m.MIS_START IS NULL AND (b.MIS_START IS NOT NULL OR b.row < m.row))));
-- the child is not in this year's file at all
SELECT l.row AS "Missing_last.MIS_START"
FROM Missing_last l
WHERE l.MIS_START IS NOT NULL AND l.MIS_END_text IS NULL
  AND NOT EXISTS (SELECT 1 FROM Missing m WHERE m.child_no = l.child_no);
