-- rule: 1104
-- severity: error
-- fields: Section47.DateOfInitialCPC, CINdetails.CINreferralDate
-- message: The initial child protection conference is dated before the referral.
-- remedy: Check the date of the conference and of the referral. A conference from an earlier
--   episode belongs with that episode.
-- source: Children in need census 2025 to 2026, validation rule 1104
-- note: The rule stands in the section 47 module and looks at the conferences recorded there.
SELECT s.row AS "Section47.DateOfInitialCPC",
       c.row AS "CINdetails.CINreferralDate"
FROM Section47 s JOIN CINdetails c ON c.row = s.CINdetailsID
WHERE s.DateOfInitialCPC < c.CINreferralDate;
