-- rule: 431
-- severity: error
-- fields: Episodes.RNE
-- message: The episode is said to start a new period of care (S), but the one before ended the
--   same day.
-- remedy: The child stayed looked after: give the reason that says what changed (L, P, T, B or
--   U). If there was a break, put the dates right.
-- source: SSDA903 return 2026 to 2027, validation rule 431
-- needs: Episodes
SELECT e.row AS "Episodes.RNE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE = 'S' AND p.DEC = e.DECOM;
