-- rule: 570
-- severity: error
-- fields: Missing.MIS_START
-- message: The missing period starts after the end of the year that is being returned.
-- remedy: Check the date. If it is right, the period belongs in next year's return.
-- source: SSDA903 return 2026 to 2027, validation rule 570
SELECT m.row AS "Missing.MIS_START" FROM Missing m, collection c
WHERE m.MIS_START > c.ends;
