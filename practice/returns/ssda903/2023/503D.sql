-- rule: 503D
-- severity: error
-- fields: Episodes.PLACE
-- message: The first placement this year is not the one that was open at the end of last year.
-- remedy: Carry last year's open episode on as it was, and begin a new one on the day of the move.
-- source: SSDA903 return 2026 to 2027, validation rule 503D
-- needs: Episodes, Episodes_last
WITH open_then AS (
    SELECT child_no, PLACE FROM Episodes_last WHERE next IS NULL AND DEC_text IS NULL AND child_no IS NOT NULL
)
SELECT e.row AS "Episodes.PLACE"
FROM collection c, open_then l JOIN Episodes e ON e.child_no = l.child_no AND e.previous IS NULL
WHERE e.PLACE IS NOT l.PLACE
  -- H5 became K3 for the 2025 return, and Z1 was divided into Z11 to Z14 for that of 2026
  AND NOT (c.year = 2025 AND l.PLACE IS 'H5' AND e.PLACE IS 'K3')
  AND NOT (c.year = 2026 AND l.PLACE IS 'Z1' AND e.PLACE IN ('Z11', 'Z12', 'Z13', 'Z14'));
