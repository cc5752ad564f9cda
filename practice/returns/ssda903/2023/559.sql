-- rule: 559
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The decision that the child should be placed for adoption dates from before this year,
--   but last year's return did not have it.
-- remedy: Check the date. If it is right, last year's return left the decision out: tell the
--   Department when you correct it.
-- source: SSDA903 return 2026 to 2027, validation rule 559
-- needs: PlacedAdoption, PlacedAdoption_last
SELECT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p, collection c
WHERE p.DATE_PLACED < c.starts
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption_last l
                  WHERE l.child_no = p.child_no AND l.DATE_PLACED_text IS NOT NULL);
