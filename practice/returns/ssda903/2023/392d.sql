-- rule: 392d
-- severity: query
-- fields: Episodes.PL_POST
-- message: The postcode of the placement is that of the home, but the child is not placed with
--   parents (P1).
-- remedy: Check both postcodes and the placement. Only a child placed with parents lives where
--   home is.
-- source: SSDA903 return 2026 to 2027, validation rule 392d
-- needs: Episodes
SELECT row AS "Episodes.PL_POST" FROM Episodes
WHERE replace(PL_POST, ' ', '') = replace(HOME_POST, ' ', '') AND PLACE IS NOT 'P1';
