-- rule: 371
-- severity: error
-- fields: Episodes.PLACE
-- message: A child under 16 is placed in supported accommodation.
-- remedy: Check the placement and the date of birth: the law does not allow it.
-- source: SSDA903 return 2026 to 2027, validation rule 371
-- needs: Episodes, Header
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.PLACE = 'K3' AND e.DECOM < add_years(h.DOB, 16);
