-- rule: 169
-- severity: error
-- fields: Episodes.PL_LA
-- message: The authority in whose area the placement lies cannot be told.
-- remedy: Check the postcode of the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 169
-- Where there are postcodes but not one authority, the list of postcodes is what is missing.
SELECT e.row AS "Episodes.PL_LA" FROM Episodes e
WHERE e.PL_LA IS NULL AND (e.LS IS NULL OR e.LS NOT IN ('V3', 'V4'))
  AND (EXISTS (SELECT 1 FROM Episodes WHERE PL_LA IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM Episodes WHERE PL_POST IS NOT NULL));
