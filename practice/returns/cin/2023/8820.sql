-- rule: 8820
-- severity: error
-- fields: CINdetails.CINreferralDate, CINdetails.CINclosureDate
-- message: Two episodes of this child overlap: a referral came while another episode was open.
-- remedy: Close the earlier episode by the day of the new referral, or put the two together.
-- source: Children in need census 2025 to 2026, validation rule 8820
-- n is referred while another episode, o, is open. It may be referred on the day o is closed; an
-- open episode runs to the end of the period, unless the referral led to no further action.
SELECT o.row AS "CINdetails.CINreferralDate",
       o.row AS "CINdetails.CINclosureDate",
       n.row AS "CINdetails.CINreferralDate"
FROM census y, CINdetails n JOIN CINdetails o ON o.child_no = n.child_no
WHERE o.row <> n.row
  AND n.CINreferralDate >= o.CINreferralDate
  AND (n.CINreferralDate < o.CINclosureDate
       OR (o.CINclosureDate IS NULL AND o.ReferralNFA = '0'
           AND n.CINreferralDate <= y.period_end));
