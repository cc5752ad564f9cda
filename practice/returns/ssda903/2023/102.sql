-- rule: 102
-- severity: error
-- fields: Header.DOB
-- message: The date of birth is not a real date or is not filled in.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 102
SELECT row AS "Header.DOB" FROM Header
WHERE DOB IS NULL;
