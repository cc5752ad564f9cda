-- rule: 104
-- severity: error
-- fields: UASC.DUC
-- message: The date on which the child ceased to be an unaccompanied asylum-seeking child is not a real
--   date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 104
SELECT row AS "UASC.DUC" FROM UASC
WHERE DUC IS NULL AND DUC_text IS NOT NULL;
