-- rule: 4000
-- severity: error
-- fields: CINdetails.ReferralNFA
-- message: The referral led to no further action, yet a child in need plan is recorded.
-- remedy: Take away the mark for no further action if there was a plan. Otherwise move the plan
--   to the episode that it belongs to.
-- source: Children in need census 2025 to 2026, validation rule 4000
SELECT c.row AS "CINdetails.ReferralNFA"
FROM CINdetails c
WHERE c.ReferralNFA = '1'
  AND EXISTS (SELECT 1 FROM CINplanDates n WHERE n.CINdetailsID = c.row);
