-- rule: 8535Q
-- severity: query
-- fields: ChildIdentifiers.PersonDeathDate, ChildIdentifiers.PersonBirthDate
-- message: The child has a date of death that is before the date of birth, or no date of birth to
--   set against it.
-- remedy: Check both dates. A child who was not born alive has no date of death.
-- source: Children in need census 2025 to 2026, validation rule 8535Q
-- note: A death must be on or after the birth, so a date of death without a date of birth is
--   questioned too.
SELECT i.row AS "ChildIdentifiers.PersonDeathDate",
       i.row AS "ChildIdentifiers.PersonBirthDate"
FROM ChildIdentifiers i
WHERE i.PersonDeathDate IS NOT NULL
  AND (i.PersonBirthDate IS NULL OR i.PersonDeathDate < i.PersonBirthDate);
