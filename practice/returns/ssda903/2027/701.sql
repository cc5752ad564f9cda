-- rule: 701
-- severity: error
-- fields: DoLo.DOLO_END
-- message: The end of the deprivation of liberty order is no date.
-- remedy: Write it as dd/mm/yyyy, or leave it empty if the order goes on.
-- source: SSDA903 return 2026 to 2027, validation rule 701
SELECT row AS "DoLo.DOLO_END" FROM DoLo WHERE DOLO_END IS NULL AND DOLO_END_text IS NOT NULL;
