-- rule: 100
-- severity: error
-- fields: Header.ReferenceDate
-- message: The reference date is missing, or is not the 31 March that ends the collection year.
-- remedy: Set the reference date in the header to 31 March of the collection year, and check that
--   the year is right too.
-- source: Children in need census 2025 to 2026, validation rule 100
SELECT h.row AS "Header.ReferenceDate"
FROM Header h
WHERE h.ReferenceDate IS NULL
   OR substr(h.ReferenceDate, 6) <> '03-31'
   OR (h.Year GLOB '[0-9][0-9][0-9][0-9]' AND substr(h.ReferenceDate, 1, 4) <> h.Year);
SELECT -1 AS "Header.ReferenceDate" WHERE NOT EXISTS (SELECT 1 FROM Header);
