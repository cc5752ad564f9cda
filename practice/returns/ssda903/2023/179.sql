-- rule: 179
-- severity: error
-- fields: Episodes.PL_LOCATION
-- message: It cannot be told whether the placement lies inside or outside the authority's area.
-- remedy: Check the postcode of the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 179
-- Where there are postcodes but this is never told, the list of postcodes is what is missing.
SELECT e.row AS "Episodes.PL_LOCATION" FROM Episodes e
WHERE (e.PL_LOCATION IS NULL OR e.PL_LOCATION NOT IN ('IN', 'OUT'))
  AND (e.LS IS NULL OR e.LS NOT IN ('V3', 'V4'))
  AND (EXISTS (SELECT 1 FROM Episodes WHERE PL_LOCATION IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM Episodes WHERE PL_POST IS NOT NULL));
