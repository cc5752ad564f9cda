-- rule: 234
-- severity: error
-- fields: Episodes.REASON_PLACE_CHANGE, Header.DOB
-- message: A child under 10 is said to have moved because of being taken into custody.
-- remedy: Check the reason for the move and the date of birth: a child under 10 cannot be held in custody.
-- source: SSDA903 return 2026 to 2027, validation rule 234
-- needs: Episodes, Header
SELECT e.row AS "Episodes.REASON_PLACE_CHANGE", h.row AS "Header.DOB"
FROM Header h JOIN Episodes e ON e.child_no = h.child_no JOIN Episodes p ON p.row = e.previous
WHERE p.REASON_PLACE_CHANGE = 'CUSTOD' AND e.DECOM < add_years(h.DOB, 10);
