-- rule: 561
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The decision that the child should be placed for adoption has the date of last year's,
--   but last year's return said that it had been reversed.
-- remedy: If the decision was made again, give the new date. If it was never reversed, last
--   year's return was wrong.
-- source: SSDA903 return 2026 to 2027, validation rule 561
-- needs: PlacedAdoption, PlacedAdoption_last
SELECT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p JOIN PlacedAdoption_last l ON l.child_no = p.child_no
WHERE p.DATE_PLACED = l.DATE_PLACED
  AND (l.DATE_PLACED_CEASED_text IS NOT NULL OR l.REASON_PLACED_CEASED IS NOT NULL);
