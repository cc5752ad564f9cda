-- rule: 564
-- severity: error
-- fields: Missing.MIS_START
-- message: The child was missing, or away from placement without authorisation, but there is no
--   date on which it started.
-- remedy: Add the date on which the child went.
-- source: SSDA903 return 2026 to 2027, validation rule 564
-- needs: Missing
SELECT row AS "Missing.MIS_START" FROM Missing
WHERE MISSING IN ('M', 'A') AND MIS_START_text IS NULL;
