-- rule: 175
-- severity: error
-- fields: AD1.NB_ADOPTR
-- message: The number of adopters is not one of the codes in use.
-- remedy: Enter 1 or 2.
-- source: SSDA903 return 2026 to 2027, validation rule 175
SELECT row AS "AD1.NB_ADOPTR" FROM AD1
WHERE NB_ADOPTR NOT IN ('1', '2');
