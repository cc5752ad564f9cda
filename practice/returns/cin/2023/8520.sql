-- rule: 8520
-- severity: error
-- fields: ChildIdentifiers.PersonBirthDate
-- message: The date of birth is after the end of the census period.
-- remedy: Check the date. A child who is not born yet has an expected date of birth instead.
-- source: Children in need census 2025 to 2026, validation rule 8520
SELECT i.row AS "ChildIdentifiers.PersonBirthDate"
FROM ChildIdentifiers i, census y
WHERE i.PersonBirthDate > y.period_end;
