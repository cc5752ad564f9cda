-- rule: 8608
-- severity: error
-- fields: Assessments.AssessmentActualStartDate, Assessments.AssessmentAuthorisationDate
-- message: The assessment ends before it starts.
-- remedy: Check the start of the assessment and the day it was authorised.
-- source: Children in need census 2025 to 2026, validation rule 8608
SELECT a.row AS "Assessments.AssessmentActualStartDate",
       a.row AS "Assessments.AssessmentAuthorisationDate"
FROM Assessments a
WHERE a.AssessmentAuthorisationDate < a.AssessmentActualStartDate;
