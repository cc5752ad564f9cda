-- rule: 578
-- severity: error
-- fields: Missing.MIS_START
-- message: The missing period starts on a day when the child was not looked after: care had ended, or had not begun.
-- remedy: Check the date. A child who is not looked after has no missing period in this return.
-- source: SSDA903 return 2026 to 2027, validation rule 578
-- needs: Episodes, Missing
SELECT m.row AS "Missing.MIS_START"
FROM Missing m
WHERE m.MIS_START IS NOT NULL
  AND EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = m.child_no)
  AND NOT EXISTS (
      SELECT 1 FROM Episodes e
      WHERE e.child_no = m.child_no AND e.DECOM <= m.MIS_START AND (e.DEC IS NULL OR e.DEC > m.MIS_START)
  );
