-- rule: 151
-- severity: error
-- fields: AD1.DATE_INT
-- message: The adoption details are filled in only in part.
-- remedy: Fill in all six items, or none.
-- source: SSDA903 return 2026 to 2027, validation rule 151
SELECT row AS "AD1.DATE_INT" FROM AD1 a
WHERE (a.DATE_INT_text IS NOT NULL) + (a.DATE_MATCH_text IS NOT NULL) + (a.FOSTER_CARE IS NOT NULL)
    + (a.NB_ADOPTR IS NOT NULL) + (a.SEX_ADOPTR IS NOT NULL) + (a.LS_ADOPTR IS NOT NULL)
    BETWEEN 1 AND 5;
