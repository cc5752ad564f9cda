-- rule: 1103
-- severity: error
-- fields: Assessments.AssessmentActualStartDate, CINdetails.CINreferralDate
-- message: The assessment starts before the referral that led to it.
-- remedy: Check both dates. If the assessment belongs to an earlier referral, move it there.
-- source: Children in need census 2025 to 2026, validation rule 1103
SELECT a.row AS "Assessments.AssessmentActualStartDate",
       c.row AS "CINdetails.CINreferralDate"
FROM Assessments a JOIN CINdetails c ON c.row = a.CINdetailsID
WHERE a.AssessmentActualStartDate < c.CINreferralDate;
