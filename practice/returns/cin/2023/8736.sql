-- rule: 8736
-- severity: error
-- fields: Assessments.AssessmentAuthorisationDate, Assessments.AssessmentActualStartDate
-- message: The assessment is not finished, and it did not start within the census period.
-- remedy: Enter the day an older assessment was authorised. Leave out one that starts after the
--   period.
-- source: Children in need census 2025 to 2026, validation rule 8736
SELECT a.row AS "Assessments.AssessmentAuthorisationDate",
       a.row AS "Assessments.AssessmentActualStartDate"
FROM Assessments a, census y
WHERE a.AssessmentAuthorisationDate IS NULL
  AND a.AssessmentActualStartDate NOT BETWEEN y.period_start AND y.period_end;
