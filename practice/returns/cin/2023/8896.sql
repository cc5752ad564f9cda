-- rule: 8896
-- severity: error
-- fields: Assessments.AssessmentAuthorisationDate
-- message: The episode has more than one open assessment.
-- remedy: Enter the day each finished assessment was authorised.
-- source: Children in need census 2025 to 2026, validation rule 8896
SELECT a.row AS "Assessments.AssessmentAuthorisationDate"
FROM Assessments a
WHERE a.AssessmentAuthorisationDate IS NULL
  AND EXISTS (SELECT 1 FROM Assessments o
              WHERE o.CINdetailsID = a.CINdetailsID AND o.row <> a.row
                AND o.AssessmentAuthorisationDate IS NULL);
