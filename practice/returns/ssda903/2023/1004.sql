-- rule: 1004
-- severity: error
-- fields: Missing.MIS_START
-- message: The start of a time missing or away without authorisation is not a real date, or only its end is
--   given.
-- remedy: Enter the day on which the child went missing, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 1004
SELECT row AS "Missing.MIS_START" FROM Missing
WHERE MIS_START IS NULL AND (MIS_START_text IS NOT NULL OR MIS_END_text IS NOT NULL);
