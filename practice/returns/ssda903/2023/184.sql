-- rule: 184
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The decision to place the child for adoption was made before the child was born.
-- remedy: Check the date of the decision and the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 184
-- needs: Header, PlacedAdoption
SELECT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p JOIN Header h ON h.child_no = p.child_no
WHERE p.DATE_PLACED < h.DOB;
