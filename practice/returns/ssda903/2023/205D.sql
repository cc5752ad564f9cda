-- rule: 205D
-- severity: error
-- fields: Header.UASC
-- message: The child is an unaccompanied asylum-seeking child this year but was not one last year.
-- remedy: Check the status in both years.
-- source: SSDA903 return 2026 to 2027, validation rule 205D
-- needs: Header, Header_last
SELECT h.row AS "Header.UASC"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE h.UASC = '1' AND l.UASC = '0';
