-- rule: 1006
-- severity: error
-- fields: Missing.MISSING
-- message: The kind of absence is not one of the codes in use.
-- remedy: Enter M for missing or A for away from the placement without authorisation.
-- source: SSDA903 return 2026 to 2027, validation rule 1006
SELECT row AS "Missing.MISSING" FROM Missing
WHERE MISSING NOT IN ('M', 'A');
