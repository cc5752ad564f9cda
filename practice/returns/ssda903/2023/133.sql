-- rule: 133
-- severity: error
-- fields: OC3.ACCOM
-- message: The care leaver's accommodation is not one of the codes in use or is not filled in.
-- remedy: Choose a code from the list in the guide to the return.
-- source: SSDA903 return 2026 to 2027, validation rule 133
SELECT row AS "OC3.ACCOM" FROM OC3
WHERE ACCOM NOT IN ('B1', 'B2', 'C1', 'C2', 'D1', 'D2', 'E1', 'E2', 'G1', 'G2', 'H1',
    'H2', 'K1', 'K2', 'R1', 'R2', 'S1', 'S2', 'T1', 'T2', 'U1', 'U2',
    'V1', 'V2', 'W1', 'W2', 'X1', 'X2', 'Y1', 'Y2', 'Z1', 'Z2', '0')
   OR ACCOM IS NULL;
