-- rule: 8915
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, ChildIdentifiers.PersonDeathDate
-- message: The child protection plan starts after the child's death.
-- remedy: Check the date of death and the start of the plan.
-- source: Children in need census 2025 to 2026, validation rule 8915
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       i.row AS "ChildIdentifiers.PersonDeathDate"
FROM ChildProtectionPlans p JOIN ChildIdentifiers i ON i.child_no = p.child_no
WHERE p.CPPstartDate > i.PersonDeathDate;
