-- rule: 550
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider is said to be the parents (PR0), but the child is not placed with parents
--   (P1).
-- remedy: Check the placement and its provider. PR0 goes with P1 and with nothing else.
-- source: SSDA903 return 2026 to 2027, validation rule 550
-- needs: Episodes
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER = 'PR0' AND PLACE IS NOT 'P1';
