-- rule: 103
-- severity: error
-- fields: Header.ETHNIC
-- message: The ethnic origin is not one of the codes in use or is not filled in.
-- remedy: Choose a code from the list in the guide to the return.
-- source: SSDA903 return 2026 to 2027, validation rule 103
SELECT row AS "Header.ETHNIC" FROM Header
WHERE ETHNIC NOT IN ('WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM', 'MWBC', 'MWBA', 'MWAS',
    'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH',
    'CHNE', 'OOTH', 'REFU', 'NOBT')
   OR ETHNIC IS NULL;
