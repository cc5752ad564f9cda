-- rule: 213
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: A provider is given for a kind of placement that has none.
-- remedy: Leave the provider empty for temporary placements T0 to T3 and for Z1.
-- source: SSDA903 return 2022 to 2023, validation rule 213
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER IS NOT NULL AND PLACE IN ('T0', 'T1', 'T2', 'T3', 'Z1');
