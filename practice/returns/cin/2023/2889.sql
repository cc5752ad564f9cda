-- rule: 2889
-- severity: error
-- fields: Section47.S47ActualStartDate, CINdetails.CINreferralDate
-- message: The section 47 enquiry starts before the referral that led to it.
-- remedy: Check both dates. An enquiry that began in an earlier episode belongs with that
--   episode.
-- source: Children in need census 2025 to 2026, validation rule 2889
SELECT s.row AS "Section47.S47ActualStartDate",
       c.row AS "CINdetails.CINreferralDate"
FROM Section47 s JOIN CINdetails c ON c.row = s.CINdetailsID
WHERE s.S47ActualStartDate < c.CINreferralDate;
