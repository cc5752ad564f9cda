-- rule: 8730
-- severity: error
-- fields: ChildProtectionPlans.NumberOfPreviousCPP
-- message: The number of earlier child protection plans is missing or is not a number.
-- remedy: Enter how many plans the child had before this one; 0 when it is the first.
-- source: Children in need census 2025 to 2026, validation rule 8730
SELECT p.row AS "ChildProtectionPlans.NumberOfPreviousCPP"
FROM ChildProtectionPlans p
WHERE p.NumberOfPreviousCPP IS NULL OR p.NumberOfPreviousCPP GLOB '*[^0-9]*';
