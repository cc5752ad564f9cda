-- rule: 8510
-- severity: error
-- fields: ChildIdentifiers.LAchildID
-- message: More than one child in the return has this identifier.
-- remedy: Give all episodes of one child under one record. Two children need two identifiers.
-- source: Children in need census 2025 to 2026, validation rule 8510
SELECT i.row AS "ChildIdentifiers.LAchildID"
FROM ChildIdentifiers i
WHERE i.LAchildID IN (SELECT LAchildID FROM ChildIdentifiers WHERE LAchildID IS NOT NULL
                      GROUP BY LAchildID HAVING count(*) > 1);
