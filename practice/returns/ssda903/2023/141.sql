-- rule: 141
-- severity: error
-- fields: Episodes.DECOM
-- message: The first day of the episode is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 141
SELECT row AS "Episodes.DECOM" FROM Episodes
WHERE DECOM IS NULL AND DECOM_text IS NOT NULL;
