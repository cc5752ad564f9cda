-- rule: 704
-- severity: error
-- fields: DoLo.DOLO_END
-- message: The deprivation of liberty order ends outside the year that is being returned.
-- remedy: Check the date. An order that is not over on 31 March has no end.
-- source: SSDA903 return 2026 to 2027, validation rule 704
SELECT d.row AS "DoLo.DOLO_END" FROM DoLo d, collection c
WHERE d.DOLO_END < c.starts OR d.DOLO_END > c.ends;
