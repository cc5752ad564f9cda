-- rule: 8873Q
-- severity: query
-- fields: CINdetails.ReasonForClosure, Assessments.AssessmentFactors
-- message: The only assessment of the episode found no factors, but the episode was not closed
--   after assessment.
-- remedy: Check the factors of the assessment, or choose RC8 or RC9 as the reason for closure.
-- source: Children in need census 2025 to 2026, validation rule 8873Q
SELECT c.row AS "CINdetails.ReasonForClosure",
       a.row AS "Assessments.AssessmentFactors"
FROM Assessments a JOIN CINdetails c ON c.row = a.CINdetailsID
WHERE (c.ReasonForClosure IS NULL OR c.ReasonForClosure NOT IN ('RC8', 'RC9'))
  AND EXISTS (SELECT 1 FROM AssessmentFactorsList f
              WHERE f.AssessmentID = a.row AND f.AssessmentFactor = '21')
  AND NOT EXISTS (SELECT 1 FROM Assessments o
                  WHERE o.CINdetailsID = a.CINdetailsID AND o.row <> a.row);
