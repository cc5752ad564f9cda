-- rule: 8935
-- severity: error
-- fields: ChildProtectionPlans.CPPendDate
-- message: The child has more than one open child protection plan.
-- remedy: A child has one plan at a time. Enter the end dates of the earlier ones.
-- source: Children in need census 2025 to 2026, validation rule 8935
SELECT p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p
WHERE p.CPPendDate IS NULL
  AND EXISTS (SELECT 1 FROM ChildProtectionPlans o
              WHERE o.child_no = p.child_no AND o.row <> p.row AND o.CPPendDate IS NULL);
