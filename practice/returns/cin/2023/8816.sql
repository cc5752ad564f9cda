-- rule: 8816
-- severity: error
-- fields: CINdetails.CINreferralDate, CINdetails.ReferralNFA
-- message: An earlier episode is still open although the child has been referred again since.
-- remedy: Close the earlier episode, or check the dates of the referrals.
-- source: Children in need census 2025 to 2026, validation rule 8816
SELECT c.row AS "CINdetails.CINreferralDate",
       c.row AS "CINdetails.ReferralNFA",
       l.row AS "CINdetails.CINreferralDate"
FROM CINdetails c
JOIN CINdetails l ON l.child_no = c.child_no AND l.CINreferralDate > c.CINreferralDate
WHERE c.CINclosureDate IS NULL AND c.ReferralNFA = '0'
  AND NOT EXISTS (SELECT 1 FROM CINdetails o
                  WHERE o.child_no = l.child_no AND o.CINreferralDate > l.CINreferralDate);
