-- rule: 227
-- severity: error
-- fields: Episodes.URN
-- message: The provider was closed before the episode began.
-- remedy: Check the provider's number (URN) and the first day of the episode.
-- source: SSDA903 return 2026 to 2027, validation rule 227
-- needs: Episodes, provider
SELECT e.row AS "Episodes.URN" FROM Episodes e
WHERE e.URN <> 'XXXXXXX'
  AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN AND p.REG_END <= e.DECOM)
  AND NOT EXISTS (SELECT 1 FROM provider p
                  WHERE p.URN = e.URN AND (p.REG_END IS NULL OR p.REG_END > e.DECOM));
