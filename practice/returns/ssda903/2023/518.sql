-- rule: 518
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopters are an unmarried couple of the same sex (L4), but their sex is not given
--   as MM or FF.
-- remedy: Check both answers about the adopters. For L4 it is MM or FF.
-- source: SSDA903 return 2026 to 2027, validation rule 518
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L4' AND (SEX_ADOPTR IS NULL OR SEX_ADOPTR NOT IN ('MM', 'FF'));
