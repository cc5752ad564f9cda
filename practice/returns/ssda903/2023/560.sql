-- rule: 560
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The decision that the child should be placed for adoption was still in force at the
--   end of last year's return, but this year's gives another date for it.
-- remedy: Give the date of last year. If the decision was reversed and made again since, give
--   both: the first one with its end, and the second one.
-- source: SSDA903 return 2026 to 2027, validation rule 560
-- needs: PlacedAdoption, PlacedAdoption_last
SELECT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p JOIN PlacedAdoption_last l ON l.child_no = p.child_no
WHERE l.DATE_PLACED IS NOT NULL AND l.DATE_PLACED_CEASED_text IS NULL
  AND p.DATE_PLACED IS NOT l.DATE_PLACED
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption d
                  WHERE d.child_no = p.child_no AND d.DATE_PLACED = l.DATE_PLACED);
