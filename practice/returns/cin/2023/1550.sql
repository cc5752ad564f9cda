-- rule: 1550
-- severity: error
-- fields: ChildIdentifiers.UPN
-- message: The last character of the unique pupil number is neither a digit nor a letter that is
--   allowed there.
-- remedy: Look the number up again with the child's school. The letters I, O and S are never
--   used.
-- source: Children in need census 2025 to 2026, validation rule 1550
SELECT i.row AS "ChildIdentifiers.UPN"
FROM ChildIdentifiers i
WHERE length(i.UPN) >= 13 AND substr(i.UPN, 13, 1) NOT GLOB '[0-9A-HJ-NP-RT-Z]';
