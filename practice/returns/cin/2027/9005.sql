-- rule: 9005
-- severity: error
-- fields: PreProceedings.PPStartDate
-- message: The decision to begin pre-proceedings was made outside the census period.
-- remedy: Check the date of the legal planning meeting.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9005
SELECT p.row AS "PreProceedings.PPStartDate"
FROM PreProceedings p, census y
WHERE p.PPStartDate NOT BETWEEN y.period_start AND y.period_end;
