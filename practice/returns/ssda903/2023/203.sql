-- rule: 203
-- severity: error
-- fields: Header.DOB
-- message: The date of birth differs from last year's return.
-- remedy: Check which is right.
-- source: SSDA903 return 2026 to 2027, validation rule 203
-- needs: Header, Header_last
SELECT h.row AS "Header.DOB"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE coalesce(h.DOB, h.DOB_text) IS NOT coalesce(l.DOB, l.DOB_text);
