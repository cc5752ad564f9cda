-- rule: 8805
-- severity: error
-- fields: CINdetails.CINclosureDate, CINdetails.ReasonForClosure
-- message: The episode is closed, but the reason is missing.
-- remedy: Choose the reason for closure.
-- source: Children in need census 2025 to 2026, validation rule 8805
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.ReasonForClosure"
FROM CINdetails c
WHERE c.CINclosureDate IS NOT NULL AND c.ReasonForClosure IS NULL;
