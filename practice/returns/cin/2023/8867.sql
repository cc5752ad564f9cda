-- rule: 8867
-- severity: error
-- fields: CINdetails.CINclosureDate, Assessments.AssessmentAuthorisationDate
-- message: The episode is closed, but an assessment in it is not finished.
-- remedy: Enter the day the assessment was authorised.
-- source: Children in need census 2025 to 2026, validation rule 8867
SELECT c.row AS "CINdetails.CINclosureDate",
       a.row AS "Assessments.AssessmentAuthorisationDate"
FROM Assessments a JOIN CINdetails c ON c.row = a.CINdetailsID
WHERE c.CINclosureDate IS NOT NULL AND a.AssessmentAuthorisationDate IS NULL;
