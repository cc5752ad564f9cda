-- rule: 8606
-- severity: error
-- fields: CINdetails.CINreferralDate, ChildIdentifiers.PersonBirthDate,
--   ChildIdentifiers.ExpectedPersonBirthDate
-- message: The referral came more than 40 weeks before the child was born or is expected.
-- remedy: Check the date of the referral and the date of birth. The referral may belong to an
--   older brother or sister.
-- source: Children in need census 2025 to 2026, validation rule 8606
SELECT c.row AS "CINdetails.CINreferralDate",
       i.row AS "ChildIdentifiers.PersonBirthDate",
       i.row AS "ChildIdentifiers.ExpectedPersonBirthDate"
FROM CINdetails c JOIN ChildIdentifiers i ON i.child_no = c.child_no
WHERE (c.CINreferralDate < i.PersonBirthDate
       AND days_between(c.CINreferralDate, i.PersonBirthDate) > 280)
   OR (c.CINreferralDate < i.ExpectedPersonBirthDate
       AND days_between(c.CINreferralDate, i.ExpectedPersonBirthDate) > 280);
