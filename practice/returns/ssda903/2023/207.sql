-- rule: 207
-- severity: error
-- fields: Header.MOTHER
-- message: The girl was returned as a mother last year and is not this year.
-- remedy: Enter 1 if she is a mother. If last year's answer was wrong, explain so.
-- source: SSDA903 return 2026 to 2027, validation rule 207
-- needs: Episodes, Header, Header_last
SELECT h.row AS "Header.MOTHER"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE l.MOTHER = '1' AND (h.MOTHER IS NULL OR h.MOTHER <> '1')
  AND EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = h.child_no);
