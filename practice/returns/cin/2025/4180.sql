-- rule: 4180
-- severity: error
-- fields: ChildIdentifiers.Sex
-- message: The child's sex is missing or is not one of the codes.
-- remedy: Use M for male, F for female, and U when it is not known or the child is not born yet.
-- source: Children in need census 2025 to 2026, validation rule 4180
SELECT i.row AS "ChildIdentifiers.Sex"
FROM ChildIdentifiers i
WHERE i.Sex IS NULL OR i.Sex NOT IN ('M', 'F', 'U');
