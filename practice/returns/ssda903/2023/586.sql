-- rule: 586
-- severity: error
-- fields: Missing.MIS_START
-- message: The missing period starts before the child was born.
-- remedy: Check the date of birth and the start of the period.
-- source: SSDA903 return 2026 to 2027, validation rule 586
SELECT row AS "Missing.MIS_START" FROM Missing
WHERE MIS_START < DOB;
