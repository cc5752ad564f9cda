-- rule: 527
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider is the authority itself (PR1), which cannot be for this placement (P1,
--   R2, R5).
-- remedy: Check the placement and its provider. For a child with parents (P1) it is PR0.
-- source: SSDA903 return 2026 to 2027, validation rule 527
-- needs: Episodes
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER = 'PR1' AND PLACE IN ('P1', 'R2', 'R5');
