-- rule: 9009
-- severity: error
-- fields: PreProceedings.StepDecisionDate
-- message: The decision to step up or down was made outside the census period, or before the
--   decision to begin pre-proceedings.
-- remedy: Check the dates of both decisions.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9009
-- note: The draft's logic repeats another rule here; its message says which dates are meant.
SELECT p.row AS "PreProceedings.StepDecisionDate"
FROM PreProceedings p, census y
WHERE p.StepDecisionDate NOT BETWEEN y.period_start AND y.period_end
   OR p.StepDecisionDate < p.PPStartDate;
