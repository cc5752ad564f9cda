-- rule: 224
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: By Ofsted's lists this provider is of another sort than the provider code says.
-- remedy: Check the provider's number (URN) and the provider code.
-- source: SSDA903 return 2026 to 2027, validation rule 224
-- needs: Episodes, provider
SELECT e.row AS "Episodes.PLACE_PROVIDER" FROM Episodes e
WHERE e.URN <> 'XXXXXXX'
  AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN)
  AND NOT EXISTS (SELECT 1 FROM provider p
                  WHERE p.URN = e.URN
                    AND instr((',' || replace(p.PROVIDER_CODES, ' ', '') || ','),
                              ',' || e.PLACE_PROVIDER || ',') > 0);
