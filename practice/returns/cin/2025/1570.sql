-- rule: 1570
-- severity: error
-- fields: ChildIdentifiers.LAchildID
-- message: The local authority's identifier for the child is longer than 20 characters.
-- remedy: Use the identifier from your case management system, shortened to 20 letters and digits
--   or fewer, and the same every year.
-- source: Children in need census 2025 to 2026, validation rule 1570
SELECT i.row AS "ChildIdentifiers.LAchildID"
FROM ChildIdentifiers i
WHERE length(i.LAchildID) > 20;
