-- rule: 371
-- severity: error
-- fields: Episodes.PLACE
-- message: A child under 14 is placed in semi-independent living.
-- remedy: Check the placement and the date of birth: the law does not allow it.
-- source: SSDA903 return 2022 to 2023, validation rule 371
-- needs: Episodes, Header
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.PLACE = 'H5' AND e.DECOM < add_years(h.DOB, 14);
