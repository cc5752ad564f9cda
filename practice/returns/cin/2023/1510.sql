-- rule: 1510
-- severity: error
-- fields: ChildIdentifiers.UPN
-- message: The unique pupil number has the wrong check letter: its first letter does not fit the
--   digits that follow.
-- remedy: Look the number up again with the child's school. A digit is probably mistyped.
-- source: Children in need census 2025 to 2026, validation rule 1510
SELECT i.row AS "ChildIdentifiers.UPN"
FROM ChildIdentifiers i
WHERE upn_check_letter(upper(i.UPN)) <> upper(substr(i.UPN, 1, 1));
