-- rule: 453
-- severity: error
-- fields: Episodes.PL_DISTANCE
-- message: The distance between home and placement of the first episode is not the one that last
--   year's return gave for the same episode.
-- remedy: Check the postcodes of the episode in both returns. If the placement changed, a new
--   episode started then.
-- source: SSDA903 return 2026 to 2027, validation rule 453
-- needs: Episodes, Episodes_last
SELECT e.row AS "Episodes.PL_DISTANCE"
FROM Episodes e
JOIN Episodes_last l ON l.child_no = e.child_no
LEFT JOIN Episodes_last n ON n.row = l.next
WHERE e.previous IS NULL AND e.DECOM IS NOT NULL AND l.DEC_text IS NULL
  AND l.DECOM IS NOT NULL AND n.DECOM IS NULL
  AND e.DECOM = l.DECOM AND e.RNE IS l.RNE AND e.PL_DISTANCE IS NOT l.PL_DISTANCE;
