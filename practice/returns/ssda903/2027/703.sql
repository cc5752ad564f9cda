-- rule: 703
-- severity: error
-- fields: DoLo.DOLO_START
-- message: The deprivation of liberty order starts after the end of the year that is being returned.
-- remedy: Check the date. If it is right, the order belongs in next year's return.
-- source: SSDA903 return 2026 to 2027, validation rule 703
SELECT d.row AS "DoLo.DOLO_START" FROM DoLo d, collection c WHERE d.DOLO_START > c.ends;
