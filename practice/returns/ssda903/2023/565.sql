-- rule: 565
-- severity: error
-- fields: Missing.MISSING
-- message: There is a date on which the child went, but not whether the child was missing (M) or
--   away from placement without authorisation (A).
-- remedy: Say which it was: M if it was not known where the child was, A if it was.
-- source: SSDA903 return 2026 to 2027, validation rule 565
-- needs: Missing
SELECT row AS "Missing.MISSING" FROM Missing
WHERE MIS_START_text IS NOT NULL AND MISSING IS NULL;
