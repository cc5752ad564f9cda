-- rule: 8540
-- severity: error
-- fields: ChildIdentifiers.PersonBirthDate, CINdetails.ReferralNFA, Disabilities.Disability
-- message: The referral led to further action, but the child's disability is not recorded or not
--   by one of the codes.
-- remedy: Record the child's disabilities by their codes. NONE says that the child has none.
-- source: Children in need census 2025 to 2026, validation rule 8540
WITH child AS (
    SELECT i.row, i.child_no FROM ChildIdentifiers i
    WHERE i.PersonBirthDate IS NOT NULL
      AND EXISTS (SELECT 1 FROM CINdetails c
                  WHERE c.child_no = i.child_no AND c.ReferralNFA = '0')),
bad AS (
    SELECT d.row, d.child_no FROM Disabilities d
    WHERE d.Disability IS NULL
       OR d.Disability NOT IN ('NONE', 'MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'HEAR', 'VIS',
                               'BEH', 'CON', 'AUT', 'DDA'))
SELECT i.row AS "ChildIdentifiers.PersonBirthDate",
       c.row AS "CINdetails.ReferralNFA",
       b.row AS "Disabilities.Disability"
FROM child i
JOIN CINdetails c ON c.child_no = i.child_no AND c.ReferralNFA = '0'
LEFT JOIN bad b ON b.child_no = i.child_no
WHERE b.row IS NOT NULL
   OR NOT EXISTS (SELECT 1 FROM Disabilities d WHERE d.child_no = i.child_no);
