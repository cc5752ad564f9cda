-- rule: 531
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider is a voluntary body (PR5), but the child is with parents (P1).
-- remedy: Check the placement and its provider. For a child with parents (P1) it is PR0.
-- source: SSDA903 return 2026 to 2027, validation rule 531
-- needs: Episodes
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER = 'PR5' AND PLACE = 'P1';
