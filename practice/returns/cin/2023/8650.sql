-- rule: 8650
-- severity: error
-- fields: CINdetails.PrimaryNeedCode
-- message: The primary need is not one of the codes.
-- remedy: Choose the need from N1 to N9, or N0 when it is not stated.
-- source: Children in need census 2025 to 2026, validation rule 8650
SELECT c.row AS "CINdetails.PrimaryNeedCode"
FROM CINdetails c
WHERE c.PrimaryNeedCode NOT IN ('N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9');
