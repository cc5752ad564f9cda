-- rule: 229
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider code says that this authority provides the placement, but the provider lies in
--   another; or the other way round.
-- remedy: Check the provider code: PR1 is this authority's own provision, PR2 that of another authority.
-- source: SSDA903 return 2026 to 2027, validation rule 229
-- needs: Episodes, provider
-- note: Ofsted's lists give the provider's postcode; its authority is worked out from that.
SELECT e.row AS "Episodes.PLACE_PROVIDER" FROM Episodes e, collection c
WHERE e.URN <> 'XXXXXXX'
  AND ((e.PLACE_PROVIDER = 'PR1'
        AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN AND p.LA <> c.local_authority)
        AND NOT EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN AND p.LA = c.local_authority))
       OR (e.PLACE_PROVIDER = 'PR2'
           AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN AND p.LA = c.local_authority)
           AND NOT EXISTS (SELECT 1 FROM provider p
                           WHERE p.URN = e.URN AND p.LA <> c.local_authority)));
