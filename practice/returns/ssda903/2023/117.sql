-- rule: 117
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED, Episodes.DEC
-- message: A decision about placing the child for adoption is dated after the end of the year or after the
--   child left care.
-- remedy: Check the dates of the decisions and the end of the care.
-- source: SSDA903 return 2026 to 2027, validation rule 117
WITH ceased AS (
    SELECT e.row, e.child_no, e.DEC, row_number() OVER (PARTITION BY e.child_no
                                                       ORDER BY e.DEC DESC, e.DECOM DESC) AS place
    FROM Episodes e
    WHERE e.child_no IN (SELECT child_no FROM PlacedAdoption)
      AND e.DEC IS NOT NULL AND (e.REC IS NULL OR e.REC <> 'X1')
      AND NOT EXISTS (SELECT 1 FROM Episodes f
                      WHERE f.child_no = e.child_no AND f.RNE = 'S' AND f.DECOM >= e.DEC)
)
SELECT p.row AS "PlacedAdoption.DATE_PLACED", x.row AS "Episodes.DEC"
FROM collection c, PlacedAdoption p LEFT JOIN ceased x ON x.child_no = p.child_no AND x.place = 1
WHERE p.DATE_PLACED > c.ends OR p.DATE_PLACED_CEASED > c.ends
   OR p.DATE_PLACED > x.DEC OR p.DATE_PLACED_CEASED > x.DEC;
