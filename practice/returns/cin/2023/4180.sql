-- rule: 4180
-- severity: error
-- fields: ChildIdentifiers.GenderCurrent
-- message: The child's gender is missing or is not one of the codes.
-- remedy: Use 1 for male, 2 for female, 0 when it is not recorded or the child is not born yet,
--   and 9 for indeterminate.
-- source: Children in need census 2022 to 2023, validation rule 4180
SELECT i.row AS "ChildIdentifiers.GenderCurrent"
FROM ChildIdentifiers i
WHERE i.GenderCurrent IS NULL OR i.GenderCurrent NOT IN ('0', '1', '2', '9');
