-- rule: 101
-- severity: error
-- fields: Header.SEX
-- message: The gender is missing or is not 1 (male) or 2 (female).
-- remedy: Enter 1 or 2.
-- source: SSDA903 return 2026 to 2027, validation rule 101
SELECT row AS "Header.SEX" FROM Header
WHERE SEX IS NULL OR SEX NOT IN ('1', '2');
