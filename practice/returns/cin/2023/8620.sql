-- rule: 8620
-- severity: error
-- fields: CINdetails.CINclosureDate
-- message: The episode was closed outside the census period.
-- remedy: Leave out an episode that was closed before the period. Take away a closure that lies
--   after it; the episode was open at the end.
-- source: Children in need census 2025 to 2026, validation rule 8620
SELECT c.row AS "CINdetails.CINclosureDate"
FROM CINdetails c, census y
WHERE c.CINclosureDate NOT BETWEEN y.period_start AND y.period_end;
