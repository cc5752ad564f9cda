-- rule: 222
-- severity: error
-- fields: Episodes.URN
-- message: Ofsted's number (URN) is given for a kind of placement that Ofsted does not register.
-- remedy: Leave the number empty for this placement.
-- source: SSDA903 return 2022 to 2023, validation rule 222
SELECT row AS "Episodes.URN" FROM Episodes
WHERE URN NOT IN ('XXXXXXX', 'XXXXXX') AND PLACE IN ('H5', 'P1', 'P2', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4', 'Z1');
