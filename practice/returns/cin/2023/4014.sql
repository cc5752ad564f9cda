-- rule: 4014
-- severity: error
-- fields: CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate
-- message: Two child in need plans of this child overlap.
-- remedy: A child has one child in need plan at a time. Check when the first one ended.
-- source: Children in need census 2025 to 2026, validation rule 4014
-- n starts while another plan, o, runs; an open plan runs to the end of the period.
SELECT o.row AS "CINplanDates.CINPlanStartDate",
       o.row AS "CINplanDates.CINPlanEndDate",
       n.row AS "CINplanDates.CINPlanStartDate"
FROM census y, CINplanDates n JOIN CINplanDates o ON o.child_no = n.child_no
WHERE o.row <> n.row
  AND n.CINPlanStartDate BETWEEN o.CINPlanStartDate AND coalesce(o.CINPlanEndDate, y.period_end);
