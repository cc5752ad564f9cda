-- rule: 8832
-- severity: error
-- fields: ChildProtectionPlans.LAchildID, CINdetails.ReferralNFA
-- message: The referral led to no further action, yet a child protection plan is recorded.
-- remedy: Take away the mark for no further action, or move the plan to the episode that it
--   belongs to.
-- source: Children in need census 2025 to 2026, validation rule 8832
-- note: The plan is named as a whole, at the child's identifier.
SELECT p.row AS "ChildProtectionPlans.LAchildID",
       c.row AS "CINdetails.ReferralNFA"
FROM ChildProtectionPlans p JOIN CINdetails c ON c.row = p.CINdetailsID
WHERE c.ReferralNFA = '1';
