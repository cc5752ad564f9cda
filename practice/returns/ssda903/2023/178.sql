-- rule: 178
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider of the placement is not one of the codes, or is given for a kind of placement that has none.
-- remedy: Use PR0 to PR5. For temporary placements T0 to T3 and for Z1 leave it empty.
-- source: SSDA903 return 2022 to 2023, validation rule 178
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER IS NOT NULL
  AND (PLACE_PROVIDER NOT IN ('PR0', 'PR1', 'PR2', 'PR3', 'PR4', 'PR5')
       OR PLACE IN ('T0', 'T1', 'T2', 'T3', 'Z1'));
