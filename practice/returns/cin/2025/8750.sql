-- rule: 8750
-- severity: error
-- fields: ChildIdentifiers.Sex, ChildIdentifiers.PersonBirthDate,
--   ChildIdentifiers.ExpectedPersonBirthDate
-- message: The child is not born yet, but the sex is given as known.
-- remedy: Use U for a child who is not born. If the child has been born, give the date of birth.
-- source: Children in need census 2025 to 2026, validation rule 8750
SELECT i.row AS "ChildIdentifiers.Sex",
       i.row AS "ChildIdentifiers.PersonBirthDate",
       i.row AS "ChildIdentifiers.ExpectedPersonBirthDate"
FROM ChildIdentifiers i
WHERE i.ExpectedPersonBirthDate IS NOT NULL AND i.PersonBirthDate IS NULL
  AND i.Sex IS NOT 'U';
