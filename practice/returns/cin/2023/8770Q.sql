-- rule: 8770Q
-- severity: query
-- fields: ChildIdentifiers.UPNunknown, CINdetails.ReferralNFA
-- message: The child is over six years old, but there is neither a unique pupil number nor a
--   reason why there is none.
-- remedy: Ask the child's school for the number, or choose the reason. UN1 is only for children
--   under school age.
-- source: Children in need census 2022 to 2023, validation rule 8770Q
SELECT i.row AS "ChildIdentifiers.UPNunknown",
       c.row AS "CINdetails.ReferralNFA"
FROM ChildIdentifiers i JOIN CINdetails c ON c.child_no = i.child_no
WHERE c.ReferralNFA = '0'
  AND i.PersonBirthDate < (SELECT add_years(period_end, -6) FROM census)
  AND i.UPN IS NULL
  AND (i.UPNunknown IS NULL
       OR i.UPNunknown NOT IN ('UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7'));
