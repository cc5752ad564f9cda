-- rule: 8945Q
-- severity: query
-- fields: Assessments.AssessmentFactors
-- message: The assessment uses the old factor 18A for physical abuse.
-- remedy: Use 18B when another child did it and 18C when an adult did.
-- source: Children in need census 2025 to 2026, validation rule 8945Q
SELECT f.AssessmentID AS "Assessments.AssessmentFactors"
FROM AssessmentFactorsList f
WHERE upper(f.AssessmentFactor) = '18A';
