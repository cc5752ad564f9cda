-- rule: 8772
-- severity: error
-- fields: ChildIdentifiers.UPNunknown, CINdetails.ReferralNFA
-- message: The reason for the missing unique pupil number is UN7, which is for referrals without
--   further action, but a referral of this child led to further action.
-- remedy: Give the number or another reason, or mark the referral as no further action.
-- source: Children in need census 2025 to 2026, validation rule 8772
SELECT i.row AS "ChildIdentifiers.UPNunknown",
       c.row AS "CINdetails.ReferralNFA"
FROM ChildIdentifiers i JOIN CINdetails c ON c.child_no = i.child_no
WHERE i.UPNunknown = 'UN7' AND c.ReferralNFA IS NOT '1';
