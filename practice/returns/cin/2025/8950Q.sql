-- rule: 8950Q
-- severity: query
-- fields: Assessments.AssessmentFactors
-- message: The assessment uses the old factor 19A for sexual abuse.
-- remedy: Use 19B when another child did it and 19C when an adult did.
-- source: Children in need census 2025 to 2026, validation rule 8950Q
SELECT f.AssessmentID AS "Assessments.AssessmentFactors"
FROM AssessmentFactorsList f
WHERE upper(f.AssessmentFactor) = '19A';
