-- rule: 8840
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, ChildProtectionPlans.CPPendDate
-- message: The child protection plan starts and ends on the same day.
-- remedy: Check both dates. If the plan was set up by mistake, take it out.
-- source: Children in need census 2025 to 2026, validation rule 8840
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p
WHERE p.CPPstartDate = p.CPPendDate;
