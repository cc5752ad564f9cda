-- rule: 2991Q
-- severity: query
-- fields: CINdetails.CINdetailsID
-- message: The episode has a section 47 enquiry but no assessment.
-- remedy: Every enquiry goes with an assessment. Add the assessment, or explain why there was
--   none.
-- source: Children in need census 2025 to 2026, validation rule 2991Q
-- note: The finding names the episode as a whole.
SELECT c.row AS "CINdetails.CINdetailsID"
FROM CINdetails c
WHERE EXISTS (SELECT 1 FROM Section47 s WHERE s.CINdetailsID = c.row)
  AND NOT EXISTS (SELECT 1 FROM Assessments a WHERE a.CINdetailsID = c.row);
