-- rule: 4004
-- severity: error
-- fields: CINplanDates.CINPlanEndDate
-- message: The episode has more than one open child in need plan.
-- remedy: A child has one child in need plan at a time. Enter the end dates of the earlier ones.
-- source: Children in need census 2025 to 2026, validation rule 4004
SELECT n.row AS "CINplanDates.CINPlanEndDate"
FROM CINplanDates n
WHERE n.CINPlanEndDate IS NULL
  AND n.CINdetailsID IN (SELECT CINdetailsID FROM CINplanDates WHERE CINPlanEndDate IS NULL
                         GROUP BY CINdetailsID HAVING count(*) > 1);
