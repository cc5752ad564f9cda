-- rule: 8614
-- severity: error
-- fields: Assessments.AssessmentAuthorisationDate, Assessments.AssessmentFactors
-- message: The assessment has factors although it is not finished.
-- remedy: Enter the day the assessment was authorised, or take the factors out until it is.
-- source: Children in need census 2025 to 2026, validation rule 8614
SELECT a.row AS "Assessments.AssessmentAuthorisationDate",
       a.row AS "Assessments.AssessmentFactors"
FROM Assessments a
WHERE a.AssessmentAuthorisationDate IS NULL
  AND EXISTS (SELECT 1 FROM AssessmentFactorsList f
              WHERE f.AssessmentID = a.row AND f.AssessmentFactor IS NOT NULL);
