-- rule: 517
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The adopters are an unmarried couple of different sexes (L3), but their sex is not
--   given as MF.
-- remedy: Check both answers about the adopters. For L3 it is MF.
-- source: SSDA903 return 2026 to 2027, validation rule 517
-- needs: AD1
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE LS_ADOPTR = 'L3' AND SEX_ADOPTR IS NOT 'MF';
