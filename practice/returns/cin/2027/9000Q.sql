-- rule: 9000Q
-- severity: query
-- fields: PreProceedings.PPStartDate
-- message: None of the pre-proceedings records in this return says when the decision to begin was
--   made.
-- remedy: Enter the dates of the legal planning meetings. If you do not collect them yet, leave
--   them empty and give that as the reason.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9000Q
-- note: The text leaves open whether each record or the whole return is asked about; here it is
--   the whole return.
SELECT -1 AS "PreProceedings.PPStartDate"
WHERE EXISTS (SELECT 1 FROM PreProceedings)
  AND NOT EXISTS (SELECT 1 FROM PreProceedings WHERE PPStartDate_text IS NOT NULL);
