-- rule: 523
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED, AD1.DATE_INT
-- message: The date of the decision that the child should be placed for adoption is not the same
--   in the two files about adoption.
-- remedy: It is one decision, that adoption is in the best interests of the child: give the same
--   date in both files.
-- source: SSDA903 return 2026 to 2027, validation rule 523
-- needs: PlacedAdoption, AD1
SELECT p.row AS "PlacedAdoption.DATE_PLACED", a.row AS "AD1.DATE_INT"
FROM PlacedAdoption p JOIN AD1 a ON a.child_no = p.child_no
WHERE p.DATE_PLACED <> a.DATE_INT;
