-- rule: 1008
-- severity: error
-- fields: Episodes.URN
-- message: The provider's number (URN) is not in Ofsted's lists.
-- remedy: Check the number. Where the provider has none, enter XXXXXXX.
-- source: SSDA903 return 2026 to 2027, validation rule 1008
-- needs: Episodes, provider
SELECT e.row AS "Episodes.URN" FROM Episodes e
WHERE e.URN <> 'XXXXXXX' AND NOT EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN);
