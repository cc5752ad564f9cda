-- rule: 1540
-- severity: error
-- fields: ChildIdentifiers.UPN
-- message: The fifth to twelfth characters of the unique pupil number are not all digits.
-- remedy: Look the number up again with the child's school.
-- source: Children in need census 2025 to 2026, validation rule 1540
SELECT i.row AS "ChildIdentifiers.UPN"
FROM ChildIdentifiers i
WHERE i.UPN IS NOT NULL
  AND substr(i.UPN, 5, 8) NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]';
