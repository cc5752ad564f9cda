-- rule: 526
-- severity: error
-- fields: Episodes.PLACE_PROVIDER
-- message: The provider of the placement is missing.
-- remedy: Enter PR0 to PR5.
-- source: SSDA903 return 2026 to 2027, validation rule 526
SELECT row AS "Episodes.PLACE_PROVIDER" FROM Episodes
WHERE PLACE_PROVIDER IS NULL AND coalesce(PLACE, '') NOT IN ('T0', 'T1', 'T2', 'T3', 'Z11', 'Z12', 'Z13', 'Z14');
