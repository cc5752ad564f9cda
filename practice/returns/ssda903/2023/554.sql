-- rule: 554
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED, Episodes.DECOM
-- message: The placement order (E1) was made before the decision that the child should be placed
--   for adoption.
-- remedy: Check both dates. The decision comes before the order, or on the same day. If the order
--   was made in an earlier year, only the episodes of this year are compared.
-- source: SSDA903 return 2026 to 2027, validation rule 554
-- needs: Episodes, PlacedAdoption
-- The first episode with the order in its period of care. A start (S) after an earlier episode with
-- the order begins another period; so does one between the order and the decision.
SELECT p.row AS "PlacedAdoption.DATE_PLACED", e.row AS "Episodes.DECOM"
FROM PlacedAdoption p JOIN Episodes e ON e.child_no = p.child_no
WHERE e.LS = 'E1' AND p.DATE_PLACED > e.DECOM
  AND NOT EXISTS (SELECT 1 FROM Episodes f
                  WHERE f.child_no = e.child_no AND f.LS = 'E1' AND f.DECOM < e.DECOM
                    AND NOT EXISTS (SELECT 1 FROM Episodes s
                                    WHERE s.child_no = e.child_no AND s.RNE = 'S'
                                      AND s.DECOM > f.DECOM AND s.DECOM <= e.DECOM))
  AND NOT EXISTS (SELECT 1 FROM Episodes s
                  WHERE s.child_no = e.child_no AND s.RNE = 'S'
                    AND s.DECOM > e.DECOM AND s.DECOM <= p.DATE_PLACED);
