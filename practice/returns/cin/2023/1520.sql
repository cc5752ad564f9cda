-- rule: 1520
-- severity: error
-- fields: ChildIdentifiers.UPN
-- message: More than one child has this unique pupil number.
-- remedy: Find out whose number it is, and whether the two records are one child who was entered
--   twice.
-- source: Children in need census 2025 to 2026, validation rule 1520
SELECT i.row AS "ChildIdentifiers.UPN"
FROM ChildIdentifiers i
WHERE i.UPN IN (SELECT UPN FROM ChildIdentifiers WHERE UPN IS NOT NULL
                GROUP BY UPN HAVING count(*) > 1);
