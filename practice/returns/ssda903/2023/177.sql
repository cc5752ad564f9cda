-- rule: 177
-- severity: error
-- fields: AD1.LS_ADOPTR
-- message: The legal status of the adopters is not one of the codes in use.
-- remedy: Choose one of L0, L11, L12, L2, L3, L4.
-- source: SSDA903 return 2026 to 2027, validation rule 177
SELECT row AS "AD1.LS_ADOPTR" FROM AD1
WHERE LS_ADOPTR NOT IN ('L0', 'L11', 'L12', 'L2', 'L3', 'L4');
