-- rule: 2990
-- severity: error
-- fields: CINdetails.ReasonForClosure
-- message: The episode was closed after assessment with no further action or early help, yet it
--   holds later work: a section 47 enquiry, a conference, a child in need plan or a child
--   protection plan.
-- remedy: Change the reason for closure, or move the work to the episode that it belongs to.
-- source: Children in need census 2025 to 2026, validation rule 2990
SELECT c.row AS "CINdetails.ReasonForClosure"
FROM CINdetails c
WHERE c.ReasonForClosure IN ('RC8', 'RC9')
  AND (c.DateOfInitialCPC IS NOT NULL
       OR EXISTS (SELECT 1 FROM Section47 s WHERE s.CINdetailsID = c.row)
       OR EXISTS (SELECT 1 FROM ChildProtectionPlans p WHERE p.CINdetailsID = c.row)
       OR EXISTS (SELECT 1 FROM CINplanDates n WHERE n.CINdetailsID = c.row));
