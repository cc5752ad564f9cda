-- rule: 8530Q
-- severity: query
-- fields: ChildIdentifiers.ExpectedPersonBirthDate
-- message: The expected date of birth is not between 30 days before and nine months after the end
--   of the census period.
-- remedy: Check the date. If the child has been born since, give the date of birth instead.
-- source: Children in need census 2025 to 2026, validation rule 8530Q
SELECT i.row AS "ChildIdentifiers.ExpectedPersonBirthDate"
FROM ChildIdentifiers i
WHERE i.ExpectedPersonBirthDate
      NOT BETWEEN (SELECT add_days(period_end, -30) FROM census)
              AND (SELECT add_months(period_end, 9) FROM census);
