-- rule: 519
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopters are in a civil partnership (L2), but their sex is not given as that of a
--   couple.
-- remedy: Check both answers about the adopters. For L2 it is MM, FF or MF.
-- source: SSDA903 return 2026 to 2027, validation rule 519
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L2' AND (SEX_ADOPTR IS NULL OR SEX_ADOPTR NOT IN ('MM', 'FF', 'MF'));
