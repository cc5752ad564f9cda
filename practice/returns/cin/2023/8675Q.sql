-- rule: 8675Q
-- severity: query
-- fields: Section47.DateOfInitialCPC, Section47.S47ActualStartDate, Section47.ICPCnotRequired
-- message: The section 47 enquiry started more than 15 working days before the end of the census
--   period, and no initial conference is recorded.
-- remedy: Enter the date of the conference, or say that none was required.
-- source: Children in need census 2025 to 2026, validation rule 8675Q
SELECT s.row AS "Section47.DateOfInitialCPC",
       s.row AS "Section47.S47ActualStartDate",
       s.row AS "Section47.ICPCnotRequired"
FROM Section47 s
WHERE s.DateOfInitialCPC IS NULL AND s.ICPCnotRequired = '0'
  AND s.S47ActualStartDate < (SELECT add_working_days(period_end, -15) FROM census);
