-- rule: 8890
-- severity: error
-- fields: Section47.S47ActualStartDate, Section47.DateOfInitialCPC
-- message: A section 47 enquiry starts while another enquiry of the same episode is under way.
-- remedy: Check the dates of both. Enter the date of the first one's conference, or say that none
--   was required.
-- source: Children in need census 2025 to 2026, validation rule 8890
-- n starts while another enquiry, o, runs: to its conference, or to the end of the period when the
-- conference is still to come. An enquiry that needed no conference has no end to run to.
SELECT o.row AS "Section47.S47ActualStartDate",
       o.row AS "Section47.DateOfInitialCPC",
       n.row AS "Section47.S47ActualStartDate"
FROM census y, Section47 n JOIN Section47 o ON o.CINdetailsID = n.CINdetailsID
WHERE o.row <> n.row
  AND n.S47ActualStartDate BETWEEN o.S47ActualStartDate
      AND coalesce(o.DateOfInitialCPC,
                   CASE WHEN o.ICPCnotRequired IS NOT '1' THEN y.period_end END);
