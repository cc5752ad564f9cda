-- rule: 8910
-- severity: error
-- fields: ChildProtectionPlans.LatestCategoryOfAbuse
-- message: The latest category of abuse of the plan is missing or is not one of the codes.
-- remedy: Choose NEG, PHY, SAB, EMO or MUL, as the conference decided.
-- source: Children in need census 2025 to 2026, validation rule 8910
SELECT p.row AS "ChildProtectionPlans.LatestCategoryOfAbuse"
FROM ChildProtectionPlans p
WHERE p.LatestCategoryOfAbuse IS NULL
   OR p.LatestCategoryOfAbuse NOT IN ('NEG', 'PHY', 'SAB', 'EMO', 'MUL');
