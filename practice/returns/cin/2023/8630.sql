-- rule: 8630
-- severity: error
-- fields: CINdetails.CINreferralDate, CINdetails.CINclosureDate
-- message: The episode was closed before its referral.
-- remedy: Check both dates of the episode.
-- source: Children in need census 2025 to 2026, validation rule 8630
SELECT c.row AS "CINdetails.CINreferralDate",
       c.row AS "CINdetails.CINclosureDate"
FROM CINdetails c
WHERE c.CINclosureDate < c.CINreferralDate;
