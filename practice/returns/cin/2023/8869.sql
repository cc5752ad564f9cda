-- rule: 8869
-- severity: error
-- fields: Assessments.AssessmentFactors
-- message: The assessment says that no factors were identified, and names factors as well.
-- remedy: Take out 21, or the other factors.
-- source: Children in need census 2025 to 2026, validation rule 8869
SELECT a.row AS "Assessments.AssessmentFactors"
FROM Assessments a
WHERE EXISTS (SELECT 1 FROM AssessmentFactorsList f
              WHERE f.AssessmentID = a.row AND f.AssessmentFactor = '21')
  AND EXISTS (SELECT 1 FROM AssessmentFactorsList f
              WHERE f.AssessmentID = a.row AND f.AssessmentFactor <> '21');
