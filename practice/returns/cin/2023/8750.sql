-- rule: 8750
-- severity: error
-- fields: ChildIdentifiers.GenderCurrent, ChildIdentifiers.PersonBirthDate,
--   ChildIdentifiers.ExpectedPersonBirthDate
-- message: The child is not born yet, but the gender is given as known.
-- remedy: Use 0 for a child who is not born. If the child has been born, give the date of birth.
-- source: Children in need census 2022 to 2023, validation rule 8750
SELECT i.row AS "ChildIdentifiers.GenderCurrent",
       i.row AS "ChildIdentifiers.PersonBirthDate",
       i.row AS "ChildIdentifiers.ExpectedPersonBirthDate"
FROM ChildIdentifiers i
WHERE i.ExpectedPersonBirthDate IS NOT NULL AND i.PersonBirthDate IS NULL
  AND i.GenderCurrent IS NOT '0';
