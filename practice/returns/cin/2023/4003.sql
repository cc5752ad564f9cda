-- rule: 4003
-- severity: error
-- fields: CINplanDates.CINPlanStartDate, ChildProtectionPlans.CPPendDate, Reviews.CPPreviewDate
-- message: A child protection plan was reviewed on a day on which the child had a child in need
--   plan.
-- remedy: Check the date of the review and the dates of the child in need plan. The two kinds of
--   plan do not run together.
-- source: Children in need census 2025 to 2026, validation rule 4003
-- note: An open child in need plan is taken to run to the end of the census period.
-- The review that ends the protection plan may fall on the day the child in need plan begins.
SELECT n.row AS "CINplanDates.CINPlanStartDate",
       p.row AS "ChildProtectionPlans.CPPendDate",
       r.row AS "Reviews.CPPreviewDate"
FROM census y, Reviews r
JOIN ChildProtectionPlans p ON p.row = r.CPPID
JOIN CINplanDates n ON n.CINdetailsID = p.CINdetailsID
WHERE r.CPPreviewDate BETWEEN n.CINPlanStartDate AND coalesce(n.CINPlanEndDate, y.period_end)
  AND r.CPPreviewDate IS NOT p.CPPendDate;
