-- rule: 8898
-- severity: error
-- fields: Assessments.AssessmentFactors
-- message: The assessment names the same factor more than once.
-- remedy: Keep each factor once.
-- source: Children in need census 2025 to 2026, validation rule 8898
SELECT DISTINCT f.AssessmentID AS "Assessments.AssessmentFactors"
FROM AssessmentFactorsList f
WHERE EXISTS (SELECT 1 FROM AssessmentFactorsList o
              WHERE o.AssessmentID = f.AssessmentID AND o.AssessmentFactor = f.AssessmentFactor
                AND o.row < f.row);
