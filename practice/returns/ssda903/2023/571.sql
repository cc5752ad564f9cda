-- rule: 571
-- severity: error
-- fields: Missing.MIS_END
-- message: The missing period ends outside the year that is being returned.
-- remedy: Check the date. A period that ended before 1 April belongs in last year's return; one that is not over on
--   31 March has no end.
-- source: SSDA903 return 2026 to 2027, validation rule 571
SELECT m.row AS "Missing.MIS_END" FROM Missing m, collection c
WHERE m.MIS_END < c.starts OR m.MIS_END > c.ends;
