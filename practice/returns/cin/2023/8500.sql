-- rule: 8500
-- severity: error
-- fields: ChildIdentifiers.LAchildID
-- message: The child has no local authority identifier.
-- remedy: Enter the identifier from your case management system. Every child needs one, also one
--   who is not born yet.
-- source: Children in need census 2025 to 2026, validation rule 8500
SELECT i.row AS "ChildIdentifiers.LAchildID"
FROM ChildIdentifiers i
WHERE i.LAchildID IS NULL;
