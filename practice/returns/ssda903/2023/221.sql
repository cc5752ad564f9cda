-- rule: 221
-- severity: error
-- fields: Episodes.PL_POST
-- message: The postcode of the placement is not the one that Ofsted's list gives for this URN.
-- remedy: Check the number and the postcode: one of them belongs to another home.
-- source: SSDA903 return 2022 to 2023, validation rule 221
-- needs: Episodes, provider
SELECT e.row AS "Episodes.PL_POST"
FROM Episodes e
WHERE e.URN NOT IN ('XXXXXXX', 'XXXXXX')
  AND coalesce(e.LS, '') NOT IN ('V3', 'V4')
  AND e.PLACE IN ('K1', 'K2', 'R3', 'S1') AND e.PL_POST IS NOT NULL
  AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN)
  AND NOT EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN
                  AND replace(p.POSTCODE, ' ', '') = replace(e.PL_POST, ' ', ''));
