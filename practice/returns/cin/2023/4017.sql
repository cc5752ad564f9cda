-- rule: 4017
-- severity: error
-- fields: CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate,
--   ChildProtectionPlans.CPPstartDate
-- message: A child protection plan starts while the child has a child in need plan.
-- remedy: The child in need plan ends at the latest on the day the child protection plan begins.
--   Check the dates of both.
-- source: Children in need census 2025 to 2026, validation rule 4017
SELECT n.row AS "CINplanDates.CINPlanStartDate",
       n.row AS "CINplanDates.CINPlanEndDate",
       p.row AS "ChildProtectionPlans.CPPstartDate"
FROM census y, ChildProtectionPlans p JOIN CINplanDates n ON n.child_no = p.child_no
WHERE p.CPPstartDate >= n.CINPlanStartDate
  AND (p.CPPstartDate < n.CINPlanEndDate
       OR (n.CINPlanEndDate IS NULL AND p.CPPstartDate <= y.period_end));
