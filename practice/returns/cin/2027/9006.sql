-- rule: 9006
-- severity: error
-- fields: PreProceedings.LBPSentDate
-- message: The letter before proceedings was sent outside the census period, or before the
--   decision to begin pre-proceedings.
-- remedy: Check the day the letter was sent and the day of the decision.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9006
SELECT p.row AS "PreProceedings.LBPSentDate"
FROM PreProceedings p, census y
WHERE p.LBPSentDate NOT BETWEEN y.period_start AND y.period_end
   OR p.LBPSentDate < p.PPStartDate;
