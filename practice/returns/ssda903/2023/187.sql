-- rule: 187
-- severity: error
-- fields: OC3.IN_TOUCH, AD1.DATE_INT
-- message: The child was looked after all year up to 31 March, yet has care leaver or adoption details.
-- remedy: Take these details out, or enter the end of the care.
-- source: SSDA903 return 2026 to 2027, validation rule 187
-- needs: Episodes
SELECT o.row AS "OC3.IN_TOUCH"
FROM OC3 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL;
SELECT a.row AS "AD1.DATE_INT"
FROM AD1 a JOIN looked_after_12_months l ON l.child_no = a.child_no
WHERE coalesce(a.DATE_INT_text, a.DATE_MATCH_text, a.FOSTER_CARE, a.NB_ADOPTR, a.SEX_ADOPTR,
               a.LS_ADOPTR) IS NOT NULL;
