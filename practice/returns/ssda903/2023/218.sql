-- rule: 218
-- severity: error
-- fields: Episodes.URN
-- message: Ofsted's number (URN) of the placement is missing.
-- remedy: Look the number up in Ofsted's list. Use XXXXXXX for a placement that is not registered yet.
-- source: SSDA903 return 2022 to 2023, validation rule 218
SELECT row AS "Episodes.URN" FROM Episodes
WHERE URN IS NULL
  AND coalesce(PLACE, '') NOT IN ('H5', 'P1', 'P2', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4', 'Z1')
  AND (DEC > '2015-03-31' OR DEC_text IS NULL)
  -- in England: elsewhere Ofsted registers nobody
  AND coalesce(PL_LA, '') NOT GLOB '[NWSC]*';
