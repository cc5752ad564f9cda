-- rule: 581
-- severity: error
-- fields: Missing.MIS_START
-- message: The child is missing from a day before being looked after.
-- remedy: Check the start of the missing period and the start of the first episode.
-- source: SSDA903 return 2026 to 2027, validation rule 581
-- needs: Episodes, Missing
SELECT m.row AS "Missing.MIS_START"
FROM Missing m JOIN (SELECT child_no, min(DECOM) AS first FROM Episodes GROUP BY child_no) e
  ON e.child_no = m.child_no
WHERE m.MIS_START < e.first;
