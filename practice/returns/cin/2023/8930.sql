-- rule: 8930
-- severity: error
-- fields: ChildProtectionPlans.CPPendDate
-- message: The child protection plan ends outside the census period.
-- remedy: Leave out a plan that ended before the period. Take away an end date that lies after
--   it; the plan was open at the end.
-- source: Children in need census 2025 to 2026, validation rule 8930
SELECT p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p, census y
WHERE p.CPPendDate NOT BETWEEN y.period_start AND y.period_end;
