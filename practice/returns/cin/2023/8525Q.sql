-- rule: 8525Q
-- severity: query
-- fields: ChildIdentifiers.PersonBirthDate, ChildIdentifiers.ExpectedPersonBirthDate
-- message: The child has neither a date of birth nor an expected one, or has both.
-- remedy: Give the date of birth of a child who is born, and only the expected date of one who is
--   not.
-- source: Children in need census 2025 to 2026, validation rule 8525Q
SELECT i.row AS "ChildIdentifiers.PersonBirthDate",
       i.row AS "ChildIdentifiers.ExpectedPersonBirthDate"
FROM ChildIdentifiers i
WHERE (i.PersonBirthDate IS NULL) = (i.ExpectedPersonBirthDate IS NULL);
