-- rule: 1105
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, CINdetails.CINreferralDate
-- message: The child protection plan starts before the referral that led to it.
-- remedy: Check both dates. A plan that began in an earlier episode belongs with that episode.
-- source: Children in need census 2025 to 2026, validation rule 1105
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       c.row AS "CINdetails.CINreferralDate"
FROM ChildProtectionPlans p JOIN CINdetails c ON c.row = p.CINdetailsID
WHERE p.CPPstartDate < c.CINreferralDate;
