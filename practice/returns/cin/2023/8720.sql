-- rule: 8720
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate
-- message: The child protection plan has no start date, or it starts after the census period.
-- remedy: Enter the day of the conference that decided the plan. Leave out a plan that begins
--   after 31 March.
-- source: Children in need census 2025 to 2026, validation rule 8720
SELECT p.row AS "ChildProtectionPlans.CPPstartDate"
FROM ChildProtectionPlans p, census y
WHERE p.CPPstartDate IS NULL OR p.CPPstartDate > y.period_end;
