-- rule: 504
-- severity: error
-- fields: Episodes.CIN
-- message: The category of need is not the one with which this period of care started.
-- remedy: The category of need says why the child started to be looked after, and stays the same
--   until the child ceases to be. Use the first one throughout.
-- source: SSDA903 return 2026 to 2027, validation rule 504
-- needs: Episodes
SELECT e.row AS "Episodes.CIN"
FROM Episodes e JOIN Episodes s ON s.row = e.period
WHERE e.CIN <> s.CIN;
