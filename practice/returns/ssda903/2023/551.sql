-- rule: 551
-- severity: error
-- fields: Episodes.PLACE, PlacedAdoption.DATE_PLACED
-- message: The child is placed for adoption, but there is no date of the decision that the child
--   should be.
-- remedy: Add the date of the decision to the file of children who should be placed for adoption,
--   or check the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 551
-- needs: Episodes, PlacedAdoption
SELECT e.row AS "Episodes.PLACE", p.row AS "PlacedAdoption.DATE_PLACED"
FROM Episodes e LEFT JOIN PlacedAdoption p ON p.child_no = e.child_no
WHERE e.PLACE IN ('A3', 'A4', 'A5', 'A6')
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption d
                  WHERE d.child_no = e.child_no AND d.DATE_PLACED_text IS NOT NULL);
