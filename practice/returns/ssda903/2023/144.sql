-- rule: 144
-- severity: error
-- fields: Episodes.LS
-- message: The legal status is not one of the codes in use.
-- remedy: Choose one of C1, C2, D1, E1, V2, V3, V4, L1, L2, L3, J1, J2, J3.
-- source: SSDA903 return 2026 to 2027, validation rule 144
SELECT row AS "Episodes.LS" FROM Episodes
WHERE LS NOT IN ('C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'L1', 'L2', 'L3', 'J1',
    'J2', 'J3');
