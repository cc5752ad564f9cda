-- rule: 132
-- severity: error
-- fields: OC3.ACTIV
-- message: The care leaver's activity is not one of the codes in use or is not filled in.
-- remedy: Choose one of F1, P1, F2, P2, F4, P4, F5, P5, G4, G5, G6, 0.
-- source: SSDA903 return 2026 to 2027, validation rule 132
SELECT row AS "OC3.ACTIV" FROM OC3
WHERE ACTIV NOT IN ('F1', 'P1', 'F2', 'P2', 'F4', 'P4', 'F5', 'P5', 'G4', 'G5', 'G6',
    '0')
   OR ACTIV IS NULL;
