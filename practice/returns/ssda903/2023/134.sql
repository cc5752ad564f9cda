-- rule: 134
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: A care leaver also has adoption details this year.
-- remedy: Remove the care leaver details or the adoption details: an adopted child is no care leaver.
-- source: SSDA903 return 2026 to 2027, validation rule 134
SELECT o.row AS "OC3.IN_TOUCH"
FROM OC3 o JOIN AD1 a ON a.child_no = o.child_no
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
  AND coalesce(a.DATE_INT_text, a.DATE_MATCH_text, a.FOSTER_CARE, a.NB_ADOPTR, a.SEX_ADOPTR,
               a.LS_ADOPTR) IS NOT NULL;
