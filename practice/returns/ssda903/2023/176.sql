-- rule: 176
-- severity: error
-- fields: AD1.SEX_ADOPTR
-- message: The sex of the adopters is not one of the codes in use.
-- remedy: Choose one of M1, F1, MM, FF, MF.
-- source: SSDA903 return 2025 to 2026, validation rule 176
SELECT row AS "AD1.SEX_ADOPTR" FROM AD1
WHERE SEX_ADOPTR NOT IN ('M1', 'F1', 'MM', 'FF', 'MF');
