-- rule: 8905
-- severity: error
-- fields: ChildProtectionPlans.InitialCategoryOfAbuse
-- message: The first category of abuse of the plan is missing or is not one of the codes.
-- remedy: Choose NEG, PHY, SAB, EMO or MUL, as the conference decided.
-- source: Children in need census 2025 to 2026, validation rule 8905
SELECT p.row AS "ChildProtectionPlans.InitialCategoryOfAbuse"
FROM ChildProtectionPlans p
WHERE p.InitialCategoryOfAbuse IS NULL
   OR p.InitialCategoryOfAbuse NOT IN ('NEG', 'PHY', 'SAB', 'EMO', 'MUL');
