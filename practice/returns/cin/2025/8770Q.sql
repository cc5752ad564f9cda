-- rule: 8770Q
-- severity: query
-- fields: ChildIdentifiers.UPNunknown, CINdetails.ReferralNFA
-- message: The child is of school age, but there is neither a unique pupil number nor a good
--   reason why there is none.
-- remedy: Ask the child's school for the number, or choose the reason. UN1 is only for children
--   under school age.
-- source: Children in need census 2025 to 2026, validation rule 8770Q
-- note: In the return for the year to 31 March 2026 these are the children born before 1
--   September 2020, who had started school by September 2024.
-- School age: four years old before the September in which the school year running at the start of
-- the census period began.
SELECT i.row AS "ChildIdentifiers.UPNunknown",
       c.row AS "CINdetails.ReferralNFA"
FROM ChildIdentifiers i JOIN CINdetails c ON c.child_no = i.child_no
WHERE c.ReferralNFA = '0'
  AND i.PersonBirthDate < (SELECT substr(add_years(period_end, -6), 1, 4) || '-09-01' FROM census)
  AND i.UPN IS NULL
  AND (i.UPNunknown IS NULL
       OR i.UPNunknown NOT IN ('UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7'));
