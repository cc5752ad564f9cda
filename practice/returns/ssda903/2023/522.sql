-- rule: 522
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED_CEASED
-- message: The child stopped being one to be placed for adoption before the decision that the
--   child should be.
-- remedy: Check both dates.
-- source: SSDA903 return 2026 to 2027, validation rule 522
-- needs: PlacedAdoption
SELECT row AS "PlacedAdoption.DATE_PLACED_CEASED" FROM PlacedAdoption
WHERE DATE_PLACED > DATE_PLACED_CEASED;
