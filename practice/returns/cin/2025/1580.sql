-- rule: 1580
-- severity: error
-- fields: ChildIdentifiers.LAchildID
-- message: The local authority's identifier for the child holds something other than letters and
--   digits.
-- remedy: Take out spaces, hyphens, slashes and other signs, in the same way as last year so that
--   the child can be followed.
-- source: Children in need census 2025 to 2026, validation rule 1580
SELECT i.row AS "ChildIdentifiers.LAchildID"
FROM ChildIdentifiers i
WHERE i.LAchildID GLOB '*[^0-9A-Za-z]*';
