-- rule: 552
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED, Episodes.DECOM
-- message: The child was placed for adoption before the decision that the child should be.
-- remedy: Check both dates. The decision comes before the placement, or on the same day.
-- source: SSDA903 return 2026 to 2027, validation rule 552
-- needs: Episodes, PlacedAdoption
-- The latest decision of the child, and the first episode in which the child is placed for adoption.
SELECT p.row AS "PlacedAdoption.DATE_PLACED", e.row AS "Episodes.DECOM"
FROM PlacedAdoption p JOIN Episodes e ON e.child_no = p.child_no
WHERE e.PLACE IN ('A3', 'A4', 'A5', 'A6') AND p.DATE_PLACED > e.DECOM
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption d
                  WHERE d.child_no = p.child_no AND d.DATE_PLACED > p.DATE_PLACED)
  AND NOT EXISTS (SELECT 1 FROM Episodes f
                  WHERE f.child_no = e.child_no AND f.PLACE IN ('A3', 'A4', 'A5', 'A6')
                    AND f.DECOM < e.DECOM);
