-- rule: 8610
-- severity: error
-- fields: CINdetails.ReferralNFA, CINdetails.PrimaryNeedCode
-- message: The referral led to further action, but the primary need is missing.
-- remedy: Enter the main reason why the child needs services.
-- source: Children in need census 2025 to 2026, validation rule 8610
SELECT c.row AS "CINdetails.ReferralNFA",
       c.row AS "CINdetails.PrimaryNeedCode"
FROM CINdetails c
WHERE c.ReferralNFA = '0' AND c.PrimaryNeedCode IS NULL;
