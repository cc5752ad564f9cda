-- rule: 4220
-- severity: error
-- fields: ChildCharacteristics.Ethnicity
-- message: The child's ethnicity is missing or is not one of the codes.
-- remedy: Choose the child's ethnicity. Use REFU when the family declined to say and NOBT when it
--   has not been asked yet.
-- source: Children in need census 2025 to 2026, validation rule 4220
SELECT h.row AS "ChildCharacteristics.Ethnicity"
FROM ChildCharacteristics h
WHERE h.Ethnicity IS NULL
   OR h.Ethnicity NOT IN ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH',
                          'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH',
                          'REFU', 'NOBT');
