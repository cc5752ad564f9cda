-- rule: 8696
-- severity: error
-- fields: Assessments.AssessmentAuthorisationDate
-- message: The assessment was finished outside the census period.
-- remedy: Leave out an assessment finished before the period. Take away an end that lies after
--   it; the assessment was open at the end.
-- source: Children in need census 2025 to 2026, validation rule 8696
SELECT a.row AS "Assessments.AssessmentAuthorisationDate"
FROM Assessments a, census y
WHERE a.AssessmentAuthorisationDate NOT BETWEEN y.period_start AND y.period_end;
