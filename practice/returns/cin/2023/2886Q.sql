-- rule: 2886Q
-- severity: query
-- fields: ChildIdentifiers.GenderCurrent
-- message: More than 2 in 100 of the children in this return have no gender recorded, unborn
--   children aside.
-- remedy: Record the gender of the children it is missing for, or explain to the Department why
--   it is not known.
-- source: Children in need census 2022 to 2023, validation rule 2886Q
SELECT -1 AS "ChildIdentifiers.GenderCurrent"
FROM (SELECT count(*) AS children,
             sum(i.ExpectedPersonBirthDate_text IS NULL
                 AND (i.GenderCurrent IS NULL OR i.GenderCurrent = '0')) AS unknown
      FROM ChildIdentifiers i)
WHERE unknown * 100 > children * 2;
