-- rule: 8925
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, ChildProtectionPlans.CPPendDate
-- message: The child protection plan ends before it starts.
-- remedy: Check both dates of the plan.
-- source: Children in need census 2025 to 2026, validation rule 8925
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p
WHERE p.CPPendDate < p.CPPstartDate;
