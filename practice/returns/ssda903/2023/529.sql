-- rule: 529
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider is another public body (PR3), such as the health service, which does not
--   provide this kind of placement.
-- remedy: Check the placement and its provider. Parents, adopters, foster carers and children's
--   homes have another provider.
-- source: SSDA903 return 2026 to 2027, validation rule 529
-- needs: Episodes
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER = 'PR3' AND PLACE IN ('P1', 'A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6');
