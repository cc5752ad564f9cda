-- rule: 4011
-- severity: error
-- fields: CINplanDates.CINPlanEndDate, CINplanDates.CINPlanStartDate
-- message: The child in need plan ends before it starts.
-- remedy: Check both dates of the plan.
-- source: Children in need census 2025 to 2026, validation rule 4011
SELECT n.row AS "CINplanDates.CINPlanEndDate",
       n.row AS "CINplanDates.CINPlanStartDate"
FROM CINplanDates n
WHERE n.CINPlanEndDate < n.CINPlanStartDate;
