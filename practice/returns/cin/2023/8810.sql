-- rule: 8810
-- severity: error
-- fields: CINdetails.ReasonForClosure, CINdetails.CINclosureDate
-- message: A reason for closure is given, but the episode has no closure date.
-- remedy: Enter the day the episode was closed, or take the reason out.
-- source: Children in need census 2025 to 2026, validation rule 8810
SELECT c.row AS "CINdetails.ReasonForClosure",
       c.row AS "CINdetails.CINclosureDate"
FROM CINdetails c
WHERE c.ReasonForClosure IS NOT NULL AND c.CINclosureDate IS NULL;
