-- rule: 621
-- severity: error
-- fields: Header.MC_DOB
-- message: The child's own first child was born on or before the child's own date of birth.
-- remedy: Check both dates of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 621
SELECT row AS "Header.MC_DOB" FROM Header
WHERE MC_DOB IS NOT NULL AND (DOB IS NULL OR MC_DOB <= DOB);
