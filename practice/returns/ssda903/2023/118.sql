-- rule: 118
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED_CEASED, Episodes.DECOM
-- message: The decision no longer to place the child for adoption is dated before this year or before the
--   child began to be looked after.
-- remedy: Check the date of the decision and the first day of the care.
-- source: SSDA903 return 2026 to 2027, validation rule 118
WITH first_stay AS (
    SELECT e.row, e.child_no, e.DECOM FROM Episodes e
    WHERE e.child_no IN (SELECT child_no FROM PlacedAdoption)
      AND (e.LS IS NULL OR e.LS NOT IN ('V3', 'V4'))
      AND NOT EXISTS (SELECT 1 FROM Episodes f
                      WHERE f.child_no = e.child_no AND (f.LS IS NULL OR f.LS NOT IN ('V3', 'V4'))
                        AND f.DECOM < e.DECOM)
)
SELECT p.row AS "PlacedAdoption.DATE_PLACED_CEASED", x.row AS "Episodes.DECOM"
FROM collection c, PlacedAdoption p LEFT JOIN first_stay x ON x.child_no = p.child_no AND x.DECOM IS NOT NULL
WHERE p.DATE_PLACED_CEASED < c.starts OR p.DATE_PLACED_CEASED < x.DECOM;
