-- rule: 563
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The child should no longer be placed for adoption, but there is no date of the
--   decision that the child should be.
-- remedy: Add the date of the first decision. If there was none, take out the date and the reason
--   why it ended.
-- source: SSDA903 return 2026 to 2027, validation rule 563
-- needs: PlacedAdoption
-- note: The plan has ended when both its date and its reason are there. One without the other is
--   for rule 119.
SELECT row AS "PlacedAdoption.DATE_PLACED" FROM PlacedAdoption
WHERE DATE_PLACED_text IS NULL AND DATE_PLACED_CEASED_text IS NOT NULL
  AND REASON_PLACED_CEASED IS NOT NULL;
