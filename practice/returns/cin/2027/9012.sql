-- rule: 9012
-- severity: error
-- fields: PreProceedings.CourtAppDate
-- message: The court application was made outside the census period, or before the decision to
--   start care proceedings.
-- remedy: Check the day of the application and the day of the decision.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9012
-- note: The draft misprints the number of the other date; its message says that it is the
--   decision to start care proceedings.
SELECT p.row AS "PreProceedings.CourtAppDate"
FROM PreProceedings p, census y
WHERE p.CourtAppDate NOT BETWEEN y.period_start AND y.period_end
   OR p.CourtAppDate < p.StepDecisionDate;
