-- rule: 8815
-- severity: error
-- fields: CINdetails.CINclosureDate
-- message: The child has more than one open episode, referrals without further action aside.
-- remedy: A child has one open episode at a time. Close the earlier ones, or put them together.
-- source: Children in need census 2025 to 2026, validation rule 8815
SELECT c.row AS "CINdetails.CINclosureDate"
FROM CINdetails c
WHERE c.CINclosureDate IS NULL AND c.ReferralNFA = '0'
  AND EXISTS (SELECT 1 FROM CINdetails o
              WHERE o.child_no = c.child_no AND o.row <> c.row
                AND o.CINclosureDate IS NULL AND o.ReferralNFA = '0');
