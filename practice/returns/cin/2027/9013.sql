-- rule: 9013
-- severity: error
-- fields: PreProceedings.LetterInitCPDate
-- message: The letter that starts care proceedings was sent outside the census period, or before
--   the court application.
-- remedy: Check the day the letter was sent and the day of the application.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9013
-- note: The draft's logic repeats another rule here; its message says which dates are meant.
SELECT p.row AS "PreProceedings.LetterInitCPDate"
FROM PreProceedings p, census y
WHERE p.LetterInitCPDate NOT BETWEEN y.period_start AND y.period_end
   OR p.LetterInitCPDate < p.CourtAppDate;
