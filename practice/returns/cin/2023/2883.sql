-- rule: 2883
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate
-- message: More child protection plans started in the year than initial conferences were held in
--   it.
-- remedy: Look for plans without a conference: the date of the conference is missing, or a plan
--   is recorded twice. Rule 2885 names the plans.
-- source: Children in need census 2025 to 2026, validation rule 2883
SELECT -1 AS "ChildProtectionPlans.CPPstartDate"
FROM census y
WHERE (SELECT count(*) FROM ChildProtectionPlans p
       WHERE p.CPPstartDate BETWEEN y.period_start AND y.period_end)
    > (SELECT count(*) FROM CINdetails c
       WHERE c.DateOfInitialCPC BETWEEN y.period_start AND y.period_end)
    + (SELECT count(*) FROM Section47 s
       WHERE s.DateOfInitialCPC BETWEEN y.period_start AND y.period_end);
