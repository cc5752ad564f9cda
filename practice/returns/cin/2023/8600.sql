-- rule: 8600
-- severity: error
-- fields: CINdetails.CINreferralDate
-- message: The episode has no referral date, or the referral came after the census period.
-- remedy: Enter the day the referral was received. Leave out a referral made after 31 March.
-- source: Children in need census 2025 to 2026, validation rule 8600
SELECT c.row AS "CINdetails.CINreferralDate"
FROM CINdetails c, census y
WHERE c.CINreferralDate IS NULL OR c.CINreferralDate > y.period_end;
