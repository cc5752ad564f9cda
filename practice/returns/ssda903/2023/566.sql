-- rule: 566
-- severity: error
-- fields: Missing.MISSING
-- message: The end of a missing period is given, but not whether the child was missing or away without authorisation.
-- remedy: Say which it was: M for missing, A for away from placement without authorisation.
-- source: SSDA903 return 2026 to 2027, validation rule 566
SELECT row AS "Missing.MISSING" FROM Missing
WHERE MIS_END_text IS NOT NULL AND MISSING IS NULL;
