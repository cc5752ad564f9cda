-- rule: 8615
-- severity: error
-- fields: Section47.S47ActualStartDate, Section47.DateOfInitialCPC
-- message: The section 47 enquiry has no start date, or it starts after the conference it led to.
-- remedy: Enter the day of the strategy discussion that started the enquiry, and check the day of
--   the conference.
-- source: Children in need census 2025 to 2026, validation rule 8615
SELECT s.row AS "Section47.S47ActualStartDate",
       s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s
WHERE s.DateOfInitialCPC IS NOT NULL
  AND (s.S47ActualStartDate IS NULL OR s.S47ActualStartDate > s.DateOfInitialCPC);
