-- rule: 8825Q
-- severity: query
-- fields: CINdetails.ReasonForClosure
-- message: The episode was closed after assessment, but it has no assessment.
-- remedy: Add the assessment, or choose another reason for closure than RC8 and RC9.
-- source: Children in need census 2025 to 2026, validation rule 8825Q
SELECT c.row AS "CINdetails.ReasonForClosure"
FROM CINdetails c
WHERE c.ReasonForClosure IN ('RC8', 'RC9')
  AND NOT EXISTS (SELECT 1 FROM Assessments a WHERE a.CINdetailsID = c.row);
