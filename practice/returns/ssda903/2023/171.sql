-- rule: 171
-- severity: error
-- fields: Header.MC_DOB
-- message: The date of birth of the mother's child is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 171
SELECT row AS "Header.MC_DOB" FROM Header
WHERE MC_DOB IS NULL AND MC_DOB_text IS NOT NULL;
