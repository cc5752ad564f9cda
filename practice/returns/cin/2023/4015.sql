-- rule: 4015
-- severity: error
-- fields: CINplanDates.CINPlanStartDate, CINdetails.CINreferralDate
-- message: The child in need plan starts before the referral that led to it.
-- remedy: Check both dates. A plan that began in an earlier episode belongs with that episode.
-- source: Children in need census 2025 to 2026, validation rule 4015
SELECT n.row AS "CINplanDates.CINPlanStartDate",
       c.row AS "CINdetails.CINreferralDate"
FROM CINplanDates n JOIN CINdetails c ON c.row = n.CINdetailsID
WHERE n.CINPlanStartDate < c.CINreferralDate;
