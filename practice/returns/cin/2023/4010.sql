-- rule: 4010
-- severity: error
-- fields: CINplanDates.CINPlanStartDate
-- message: The child in need plan has no start date, or it starts after the census period.
-- remedy: Enter the day the plan began. Leave out a plan that begins after 31 March.
-- source: Children in need census 2025 to 2026, validation rule 4010
SELECT n.row AS "CINplanDates.CINPlanStartDate"
FROM CINplanDates n, census y
WHERE n.CINPlanStartDate IS NULL OR n.CINPlanStartDate > y.period_end;
