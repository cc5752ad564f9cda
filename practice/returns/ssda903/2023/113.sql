-- rule: 113
-- severity: error
-- fields: AD1.DATE_MATCH
-- message: The date of the match with the adopters is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 113
SELECT row AS "AD1.DATE_MATCH" FROM AD1
WHERE DATE_MATCH IS NULL AND DATE_MATCH_text IS NOT NULL;
