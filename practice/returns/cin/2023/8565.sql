-- rule: 8565
-- severity: error
-- fields: CINdetails.CINclosureDate, CINdetails.DateOfInitialCPC,
--   Assessments.AssessmentActualStartDate, Assessments.AssessmentAuthorisationDate,
--   Section47.S47ActualStartDate, Section47.DateOfInitialCPC, ChildProtectionPlans.CPPendDate,
--   CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate
-- message: Something is recorded in this episode after it was closed.
-- remedy: Check the day of closure. Later assessments, enquiries, conferences and plans belong in
--   a new episode.
-- source: Children in need census 2025 to 2026, validation rule 8565
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.DateOfInitialCPC"
FROM CINdetails c
WHERE c.DateOfInitialCPC > c.CINclosureDate;
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.DateOfInitialCPC",
       a.row AS "Assessments.AssessmentActualStartDate",
       a.row AS "Assessments.AssessmentAuthorisationDate"
FROM Assessments a JOIN CINdetails c ON c.row = a.CINdetailsID
WHERE a.AssessmentActualStartDate > c.CINclosureDate
   OR a.AssessmentAuthorisationDate > c.CINclosureDate;
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.DateOfInitialCPC",
       s.row AS "Section47.S47ActualStartDate",
       s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s JOIN CINdetails c ON c.row = s.CINdetailsID
WHERE s.S47ActualStartDate > c.CINclosureDate
   OR s.DateOfInitialCPC > c.CINclosureDate;
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.DateOfInitialCPC",
       p.row AS "ChildProtectionPlans.CPPendDate"
FROM ChildProtectionPlans p JOIN CINdetails c ON c.row = p.CINdetailsID
WHERE p.CPPendDate > c.CINclosureDate;
SELECT c.row AS "CINdetails.CINclosureDate",
       c.row AS "CINdetails.DateOfInitialCPC",
       n.row AS "CINplanDates.CINPlanStartDate",
       n.row AS "CINplanDates.CINPlanEndDate"
FROM CINplanDates n JOIN CINdetails c ON c.row = n.CINdetailsID
WHERE n.CINPlanStartDate > c.CINclosureDate
   OR n.CINPlanEndDate > c.CINclosureDate;
