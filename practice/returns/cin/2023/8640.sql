-- rule: 8640
-- severity: error
-- fields: CINdetails.ReasonForClosure
-- message: The reason for closure is not one of the codes.
-- remedy: Choose the reason from RC1 to RC9.
-- source: Children in need census 2025 to 2026, validation rule 8640
SELECT c.row AS "CINdetails.ReasonForClosure"
FROM CINdetails c
WHERE c.ReasonForClosure NOT IN ('RC1', 'RC2', 'RC3', 'RC4', 'RC5', 'RC6', 'RC7', 'RC8', 'RC9');
