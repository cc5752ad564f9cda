-- rule: 514
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopter is single (L0), but the sex is given as that of a couple, or not at all.
-- remedy: Check both answers about the adopters. For a single adopter it is M1 or F1.
-- source: SSDA903 return 2026 to 2027, validation rule 514
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L0' AND (SEX_ADOPTR IS NULL OR SEX_ADOPTR NOT IN ('M1', 'F1'));
