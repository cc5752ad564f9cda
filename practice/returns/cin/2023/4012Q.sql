-- rule: 4012Q
-- severity: query
-- fields: CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate
-- message: The child in need plan starts and ends on the same day.
-- remedy: Check both dates. If the plan was set up by mistake, take it out.
-- source: Children in need census 2025 to 2026, validation rule 4012Q
SELECT n.row AS "CINplanDates.CINPlanStartDate",
       n.row AS "CINplanDates.CINPlanEndDate"
FROM CINplanDates n
WHERE n.CINPlanStartDate = n.CINPlanEndDate;
