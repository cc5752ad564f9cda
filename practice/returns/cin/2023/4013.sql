-- rule: 4013
-- severity: error
-- fields: CINplanDates.CINPlanEndDate
-- message: The child in need plan ends outside the census period.
-- remedy: Leave out a plan that ended before 1 April of last year. Take away an end date that
--   lies after the period; the plan was open at the end of it.
-- source: Children in need census 2025 to 2026, validation rule 4013
SELECT n.row AS "CINplanDates.CINPlanEndDate"
FROM CINplanDates n, census y
WHERE n.CINPlanEndDate NOT BETWEEN y.period_start AND y.period_end;
