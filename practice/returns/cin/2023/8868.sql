-- rule: 8868
-- severity: error
-- fields: Section47.ICPCnotRequired, CINdetails.CINclosureDate, Section47.DateOfInitialCPC
-- message: The episode is closed, but a section 47 enquiry in it has neither a conference nor the
--   mark that none was required, or has both.
-- remedy: Enter the date of the conference, or say that none was required: one of the two.
-- source: Children in need census 2025 to 2026, validation rule 8868
-- note: A conference that was held and was not required contradict each other, so the either-or
--   of the rule is read strictly.
SELECT s.row AS "Section47.ICPCnotRequired",
       c.row AS "CINdetails.CINclosureDate",
       s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s JOIN CINdetails c ON c.row = s.CINdetailsID
WHERE c.CINclosureDate IS NOT NULL
  AND (s.DateOfInitialCPC IS NOT NULL) = (s.ICPCnotRequired IS '1');
