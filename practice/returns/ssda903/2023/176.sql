-- rule: 176
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The sex of the adopters is not one of the codes in use.
-- remedy: Enter M1 (one man), F1 (one woman), MM (two men), FF (two women) or MF (a man and a woman).
-- source: SSDA903 return 2026 to 2027, validation rule 176
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE SEX_ADOPTR NOT IN ('M1', 'F1', 'MM', 'FF', 'MF');
