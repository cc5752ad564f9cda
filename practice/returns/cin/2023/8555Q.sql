-- rule: 8555Q
-- severity: query
-- fields: ChildIdentifiers.PersonDeathDate, CINdetails.CINreferralDate
-- message: The child was referred after the recorded date of death.
-- remedy: Check the date of death and the date of the referral.
-- source: Children in need census 2025 to 2026, validation rule 8555Q
SELECT i.row AS "ChildIdentifiers.PersonDeathDate",
       c.row AS "CINdetails.CINreferralDate"
FROM CINdetails c JOIN ChildIdentifiers i ON i.child_no = c.child_no
WHERE c.CINreferralDate > i.PersonDeathDate;
