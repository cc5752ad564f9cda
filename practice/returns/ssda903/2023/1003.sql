-- rule: 1003
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED, Episodes.DECOM
-- message: The decision to place the child for adoption was made before the child began to be looked after.
-- remedy: Check the date of the decision and the first day of the care.
-- source: SSDA903 return 2026 to 2027, validation rule 1003
SELECT p.row AS "PlacedAdoption.DATE_PLACED", e.row AS "Episodes.DECOM"
FROM PlacedAdoption p JOIN Episodes e ON e.child_no = p.child_no AND e.RNE = 'S'
WHERE p.DATE_PLACED < e.DECOM
  AND NOT EXISTS (SELECT 1 FROM Episodes f
                  WHERE f.child_no = e.child_no AND f.RNE = 'S' AND f.DECOM < e.DECOM);
