-- rule: 147
-- severity: error
-- fields: Episodes.DEC
-- message: The last day of the episode is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 147
SELECT row AS "Episodes.DEC" FROM Episodes
WHERE DEC IS NULL AND DEC_text IS NOT NULL;
