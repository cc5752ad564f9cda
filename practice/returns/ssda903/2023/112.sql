-- rule: 112
-- severity: error
-- fields: AD1.DATE_INT
-- message: The date of the decision that adoption is right for the child is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 112
SELECT row AS "AD1.DATE_INT" FROM AD1
WHERE DATE_INT IS NULL AND DATE_INT_text IS NOT NULL;
