-- rule: 8670Q
-- severity: query
-- fields: Assessments.AssessmentActualStartDate
-- message: The assessment started more than 45 working days before the end of the census period
--   and is not finished.
-- remedy: An assessment takes 45 working days at most. Enter the day it was authorised, or
--   explain why it is still open.
-- source: Children in need census 2025 to 2026, validation rule 8670Q
SELECT a.row AS "Assessments.AssessmentActualStartDate"
FROM Assessments a
WHERE a.AssessmentAuthorisationDate IS NULL
  AND a.AssessmentActualStartDate < (SELECT add_working_days(period_end, -45) FROM census);
