-- rule: 8545Q
-- severity: query
-- fields: ChildIdentifiers.PersonDeathDate
-- message: The date of death is outside the census period.
-- remedy: Check the date. A child who died before the period belongs in an earlier return; a
--   death after it in the next.
-- source: Children in need census 2025 to 2026, validation rule 8545Q
SELECT i.row AS "ChildIdentifiers.PersonDeathDate"
FROM ChildIdentifiers i, census y
WHERE i.PersonDeathDate NOT BETWEEN y.period_start AND y.period_end;
