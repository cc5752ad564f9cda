-- rule: 580
-- severity: error
-- fields: Episodes.REC
-- message: The child was missing on the day of ceasing to be looked after, but the reason the episode ceased is not
--   E8.
-- remedy: Use E8 (ceased for any other reason) for a child whose care ended while missing, or check the dates.
-- source: SSDA903 return 2026 to 2027, validation rule 580
-- needs: Episodes, Missing
SELECT DISTINCT e.row AS "Episodes.REC"
FROM Missing m JOIN Episodes e ON e.child_no = m.child_no AND e.DEC = m.MIS_END
WHERE coalesce(e.REC, '') NOT IN ('E8', 'X1');
