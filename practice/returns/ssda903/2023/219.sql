-- rule: 219
-- severity: error
-- fields: Episodes.PLACE
-- message: By Ofsted's lists this provider does not offer this kind of placement.
-- remedy: Check the provider's number (URN) and the placement code.
-- source: SSDA903 return 2026 to 2027, validation rule 219
-- needs: Episodes, provider
SELECT e.row AS "Episodes.PLACE" FROM Episodes e
WHERE e.URN <> 'XXXXXXX'
  AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN)
  AND NOT EXISTS (SELECT 1 FROM provider p
                  WHERE p.URN = e.URN
                    AND instr((',' || replace(p.PLACE_CODES, ' ', '') || ','),
                              ',' || e.PLACE || ',') > 0);
