-- rule: 4016
-- severity: error
-- fields: CINplanDates.CINPlanStartDate, ChildProtectionPlans.CPPstartDate,
--   ChildProtectionPlans.CPPendDate
-- message: A child in need plan starts while the child has a child protection plan.
-- remedy: The child in need plan can begin on the day the child protection plan ends, and no
--   sooner. Check the dates of both.
-- source: Children in need census 2025 to 2026, validation rule 4016
SELECT n.row AS "CINplanDates.CINPlanStartDate",
       p.row AS "ChildProtectionPlans.CPPstartDate",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM census y, CINplanDates n JOIN ChildProtectionPlans p ON p.child_no = n.child_no
WHERE n.CINPlanStartDate >= p.CPPstartDate
  AND (n.CINPlanStartDate < p.CPPendDate
       OR (p.CPPendDate IS NULL AND n.CINPlanStartDate <= y.period_end));
