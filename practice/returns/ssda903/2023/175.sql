-- rule: 175
-- severity: error
-- fields: AD1.NB_ADOPTR
-- message: The number of adopters is not one of the codes in use.
-- remedy: Choose one of 1, 2.
-- source: SSDA903 return 2025 to 2026, validation rule 175
SELECT row AS "AD1.NB_ADOPTR" FROM AD1
WHERE NB_ADOPTR NOT IN ('1', '2');
