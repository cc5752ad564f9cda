-- rule: 511
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: There are two adopters, but their sex is not given as that of a couple.
-- remedy: Check both answers about the adopters. For two adopters it is MM, FF or MF.
-- source: SSDA903 return 2026 to 2027, validation rule 511
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE CAST(NB_ADOPTR AS INTEGER) = 2 AND (SEX_ADOPTR IS NULL OR SEX_ADOPTR NOT IN ('MM', 'FF', 'MF'));
