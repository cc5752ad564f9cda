-- rule: 524
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopters are a married couple of the same sex (L12), but their sex is not given as
--   MM or FF.
-- remedy: Check both answers about the adopters. For L12 it is MM or FF; a married couple of
--   different sexes is L11.
-- source: SSDA903 return 2026 to 2027, validation rule 524
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L12' AND (SEX_ADOPTR IS NULL OR SEX_ADOPTR NOT IN ('MM', 'FF'));
