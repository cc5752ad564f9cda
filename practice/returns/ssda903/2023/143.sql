-- rule: 143
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for the new episode is not one of the codes in use.
-- remedy: Enter S (began to be looked after), L (legal status only), P (placement and carer), T (placement,
--   same carer), B (legal status, placement and carer) or U (legal status and placement, same carer).
-- source: SSDA903 return 2026 to 2027, validation rule 143
SELECT row AS "Episodes.RNE" FROM Episodes
WHERE RNE NOT IN ('S', 'L', 'P', 'T', 'B', 'U');
