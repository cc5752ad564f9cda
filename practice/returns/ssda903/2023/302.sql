-- rule: 302
-- severity: error
-- fields: Episodes.DECOM, Header.DOB
-- message: The child's first episode begins before the child was born.
-- remedy: Check the first day of the episode and the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 302
SELECT e.row AS "Episodes.DECOM", h.row AS "Header.DOB"
FROM Header h JOIN Episodes e ON e.child_no = h.child_no AND e.previous IS NULL
WHERE e.DECOM < h.DOB;
