-- rule: 2884
-- severity: error
-- fields: Section47.DateOfInitialCPC, CINdetails.DateOfInitialCPC
-- message: The same initial child protection conference is recorded twice: with the section 47
--   enquiry and with the episode itself.
-- remedy: Keep it with the section 47 enquiry that led to it. The date at the episode is only for
--   a conference that no enquiry led to, such as a transfer in.
-- source: Children in need census 2025 to 2026, validation rule 2884
-- note: An episode may hold two conferences, one of them after an enquiry; only one date in both
--   places is one conference recorded twice.
SELECT s.row AS "Section47.DateOfInitialCPC",
       c.row AS "CINdetails.DateOfInitialCPC"
FROM Section47 s JOIN CINdetails c ON c.row = s.CINdetailsID
WHERE s.DateOfInitialCPC = c.DateOfInitialCPC;
