-- rule: 530
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider is private (PR4), but the child is with parents (P1).
-- remedy: Check the placement and its provider. For a child with parents (P1) it is PR0.
-- source: SSDA903 return 2026 to 2027, validation rule 530
-- needs: Episodes
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER = 'PR4' AND PLACE = 'P1';
