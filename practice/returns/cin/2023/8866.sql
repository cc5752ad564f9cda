-- rule: 8866
-- severity: error
-- fields: CINdetails.CINreferralDate, CINdetails.ReferralSource
-- message: The source of the referral is missing or is not one of the codes.
-- remedy: Choose who made the referral. The code 10 says that it is not known, 9 that it was
--   anonymous.
-- source: Children in need census 2025 to 2026, validation rule 8866
SELECT c.row AS "CINdetails.CINreferralDate",
       c.row AS "CINdetails.ReferralSource"
FROM CINdetails c
WHERE c.CINreferralDate >= '2013-04-01'
  AND (c.ReferralSource IS NULL
       OR c.ReferralSource NOT IN ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E',
                                   '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10'));
