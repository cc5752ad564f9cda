-- rule: 8831
-- severity: error
-- fields: CINdetails.DateOfInitialCPC, Section47.S47ActualStartDate,
--   Assessments.AssessmentActualStartDate, Assessments.AssessmentAuthorisationDate
-- message: The referral led to no further action, yet an assessment, a section 47 enquiry or a
--   conference is recorded.
-- remedy: Take away the mark for no further action, or move the work to the episode that it
--   belongs to.
-- source: Children in need census 2025 to 2026, validation rule 8831
-- note: The episode is named at its own conference date, whichever of its parts is at fault.
SELECT c.row AS "CINdetails.DateOfInitialCPC"
FROM CINdetails c
WHERE c.ReferralNFA = '1' AND c.DateOfInitialCPC IS NOT NULL;
SELECT c.row AS "CINdetails.DateOfInitialCPC",
       s.row AS "Section47.S47ActualStartDate"
FROM CINdetails c JOIN Section47 s ON s.CINdetailsID = c.row
WHERE c.ReferralNFA = '1'
  AND coalesce(s.S47ActualStartDate, s.DateOfInitialCPC, c.DateOfInitialCPC) IS NOT NULL;
SELECT c.row AS "CINdetails.DateOfInitialCPC",
       a.row AS "Assessments.AssessmentActualStartDate",
       a.row AS "Assessments.AssessmentAuthorisationDate"
FROM CINdetails c JOIN Assessments a ON a.CINdetailsID = c.row
WHERE c.ReferralNFA = '1'
  AND (a.AssessmentActualStartDate IS NOT NULL OR a.AssessmentAuthorisationDate IS NOT NULL);
