-- rule: 8863Q
-- severity: query
-- fields: Assessments.AssessmentActualStartDate, Assessments.AssessmentAuthorisationDate
-- message: An assessment starts while another assessment of the same episode is under way.
-- remedy: Check the dates of both. Enter the day the first one was authorised.
-- source: Children in need census 2025 to 2026, validation rule 8863Q
-- n starts while another assessment, o, runs; an open one runs to the end of the period.
SELECT o.row AS "Assessments.AssessmentActualStartDate",
       o.row AS "Assessments.AssessmentAuthorisationDate",
       n.row AS "Assessments.AssessmentActualStartDate"
FROM census y, Assessments n JOIN Assessments o ON o.CINdetailsID = n.CINdetailsID
WHERE o.row <> n.row
  AND n.AssessmentActualStartDate
      BETWEEN o.AssessmentActualStartDate AND coalesce(o.AssessmentAuthorisationDate, y.period_end);
