-- rule: 8839
-- severity: error
-- fields: Section47.DateOfInitialCPC
-- message: The episode has more than one open section 47 enquiry: no conference is recorded and
--   none is said to be unnecessary.
-- remedy: Enter the date of the conference of each finished enquiry, or say that none was
--   required.
-- source: Children in need census 2025 to 2026, validation rule 8839
SELECT s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s
WHERE s.DateOfInitialCPC IS NULL AND s.ICPCnotRequired IS NOT '1'
  AND EXISTS (SELECT 1 FROM Section47 o
              WHERE o.CINdetailsID = s.CINdetailsID AND o.row <> s.row
                AND o.DateOfInitialCPC IS NULL AND o.ICPCnotRequired IS NOT '1');
