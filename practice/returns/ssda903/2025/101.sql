-- rule: 101
-- severity: error
-- fields: Header.SEX
-- message: The sex is missing or is not one of M, F and U.
-- remedy: Enter M, F or U.
-- source: SSDA903 return 2026 to 2027, validation rule 101
SELECT row AS "Header.SEX" FROM Header
WHERE SEX IS NULL OR SEX NOT IN ('M', 'F', 'U');
