-- rule: 520
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopters are a married couple of different sexes (L11), but their sex is not given
--   as MF.
-- remedy: Check both answers about the adopters. For L11 it is MF; a married couple of the same
--   sex is L12.
-- source: SSDA903 return 2026 to 2027, validation rule 520
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L11' AND SEX_ADOPTR IS NOT 'MF';
