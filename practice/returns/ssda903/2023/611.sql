-- rule: 611
-- severity: error
-- fields: Header.MC_DOB
-- message: The child is a mother, but the date of birth of her first child is not given.
-- remedy: Give the date of birth of her first child, or correct the mother field.
-- source: SSDA903 return 2026 to 2027, validation rule 611
SELECT row AS "Header.MC_DOB" FROM Header
WHERE CAST(MOTHER AS INTEGER) = 1 AND MC_DOB_text IS NULL;
