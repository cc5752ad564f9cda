-- rule: 702
-- severity: error
-- fields: DoLo.DOLO_END
-- message: The deprivation of liberty order ends on or before the day it starts.
-- remedy: Check both dates.
-- source: SSDA903 return 2026 to 2027, validation rule 702
SELECT row AS "DoLo.DOLO_END" FROM DoLo WHERE DOLO_END <= DOLO_START;
