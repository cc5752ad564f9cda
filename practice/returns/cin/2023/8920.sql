-- rule: 8920
-- severity: error
-- fields: ChildIdentifiers.PersonDeathDate, ChildProtectionPlans.CPPendDate
-- message: The child protection plan ends after the child's death.
-- remedy: A plan ends at the latest on the day the child died. Check both dates.
-- source: Children in need census 2025 to 2026, validation rule 8920
SELECT i.row AS "ChildIdentifiers.PersonDeathDate",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p JOIN ChildIdentifiers i ON i.child_no = p.child_no
WHERE p.CPPendDate > i.PersonDeathDate;
