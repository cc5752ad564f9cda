-- rule: 708
-- severity: error
-- fields: DoLo.DOLO_START
-- message: The deprivation of liberty order starts on or before the day the child was born.
-- remedy: Check the date of birth and the start of the order.
-- source: SSDA903 return 2026 to 2027, validation rule 708
SELECT row AS "DoLo.DOLO_START" FROM DoLo WHERE DOLO_START <= DOB;
