-- rule: 584
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: Last year's decision to place the child for adoption had been ended, but this year's date is not later
--   than it.
-- remedy: Give the date of the new decision, or take the row out if the child is no longer to be placed.
-- source: SSDA903 return 2026 to 2027, validation rule 584
-- needs: PlacedAdoption, PlacedAdoption_last
SELECT DISTINCT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p JOIN PlacedAdoption_last l ON l.child_no = p.child_no
WHERE l.DATE_PLACED IS NOT NULL
  AND (l.DATE_PLACED_CEASED_text IS NOT NULL OR l.REASON_PLACED_CEASED IS NOT NULL)
  AND (p.DATE_PLACED IS NULL OR p.DATE_PLACED <= l.DATE_PLACED);
