-- rule: 4001
-- severity: error
-- fields: CINplanDates.CINPlanEndDate, ChildProtectionPlans.CPPendDate
-- message: A child in need plan and a child protection plan are both open in this episode.
-- remedy: A child has one or the other. End the child in need plan on the day the child
--   protection plan began, or end the child protection plan.
-- source: Children in need census 2025 to 2026, validation rule 4001
SELECT n.row AS "CINplanDates.CINPlanEndDate",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM CINplanDates n JOIN ChildProtectionPlans p ON p.CINdetailsID = n.CINdetailsID
WHERE n.CINPlanEndDate IS NULL AND p.CPPendDate IS NULL;
