-- rule: 146
-- severity: error
-- fields: Episodes.PLACE
-- message: The placement type is missing or is not one of the codes.
-- remedy: Choose the code of the placement from the guide. P2 and H5 are no longer used.
-- source: SSDA903 return 2024 to 2025, validation rule 146
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE PLACE IS NULL
   OR PLACE NOT IN ('A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'K3', 'P1', 'P3', 'R1', 'R2', 'R3', 'R5', 'S1', 'T0', 'T1', 'T2', 'T3', 'T4',
                    'U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'Z1');
