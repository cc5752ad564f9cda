-- rule: 2886Q
-- severity: query
-- fields: ChildIdentifiers.Sex
-- message: More than 2 in 100 of the children in this return have no sex recorded, unborn
--   children aside.
-- remedy: Record the sex of the children it is missing for, or explain to the Department why it
--   is not known.
-- source: Children in need census 2025 to 2026, validation rule 2886Q
SELECT -1 AS "ChildIdentifiers.Sex"
FROM (SELECT count(*) AS children,
             sum(i.ExpectedPersonBirthDate_text IS NULL
                 AND (i.Sex IS NULL OR i.Sex IN ('U', '0'))) AS unknown
      FROM ChildIdentifiers i)
WHERE unknown * 100 > children * 2;
