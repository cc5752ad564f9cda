-- rule: 700
-- severity: error
-- fields: DoLo.DOLO_START
-- message: The start of the deprivation of liberty order is missing or is no date.
-- remedy: Write it as dd/mm/yyyy.
-- source: SSDA903 return 2026 to 2027, validation rule 700
SELECT row AS "DoLo.DOLO_START" FROM DoLo WHERE DOLO_START IS NULL;
