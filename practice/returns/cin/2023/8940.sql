-- rule: 8940
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, ChildProtectionPlans.CPPendDate
-- message: Two child protection plans of this child overlap.
-- remedy: A child has one plan at a time. Check when the first one ended.
-- source: Children in need census 2025 to 2026, validation rule 8940
-- n starts while another plan, o, runs; an open plan runs to the end of the period.
SELECT o.row AS "ChildProtectionPlans.CPPstartDate",
       o.row AS "ChildProtectionPlans.CPPendDate",
       n.row AS "ChildProtectionPlans.CPPstartDate"
FROM census y, ChildProtectionPlans n JOIN ChildProtectionPlans o ON o.child_no = n.child_no
WHERE o.row <> n.row
  AND n.CPPstartDate BETWEEN o.CPPstartDate AND coalesce(o.CPPendDate, y.period_end);
