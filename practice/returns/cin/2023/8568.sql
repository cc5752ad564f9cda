-- rule: 8568
-- severity: error
-- fields: CINdetails.ReferralNFA
-- message: It is not said, or not in a way that can be read, whether the referral led to no
--   further action.
-- remedy: Enter true when nothing more was done after the referral, and false when something was.
-- source: Children in need census 2025 to 2026, validation rule 8568
SELECT c.row AS "CINdetails.ReferralNFA"
FROM CINdetails c
WHERE c.ReferralNFA IS NULL OR c.ReferralNFA NOT IN ('0', '1');
