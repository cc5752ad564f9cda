-- rule: 1005
-- severity: error
-- fields: Missing.MIS_END
-- message: The end of a time missing or away without authorisation is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 1005
SELECT row AS "Missing.MIS_END" FROM Missing
WHERE MIS_END IS NULL AND MIS_END_text IS NOT NULL;
