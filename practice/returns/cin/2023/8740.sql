-- rule: 8740
-- severity: error
-- fields: Section47.S47ActualStartDate, Section47.DateOfInitialCPC, Section47.ICPCnotRequired
-- message: The section 47 enquiry still waits for its conference, and it did not start within the
--   census period.
-- remedy: Enter the date of the conference, or say that none was required. Leave out an enquiry
--   that starts after the period.
-- source: Children in need census 2025 to 2026, validation rule 8740
SELECT s.row AS "Section47.S47ActualStartDate",
       s.row AS "Section47.DateOfInitialCPC",
       s.row AS "Section47.ICPCnotRequired"
FROM Section47 s, census y
WHERE s.DateOfInitialCPC IS NULL AND s.ICPCnotRequired = '0'
  AND s.S47ActualStartDate NOT BETWEEN y.period_start AND y.period_end;
