-- rule: 502
-- severity: error
-- fields: Episodes.DECOM
-- message: Last year's return ended with an open episode, but the first episode of this year does
--   not start on the same day.
-- remedy: The episode that was open on 31 March comes first in this year's return, with the same
--   start. Check both, or add the episode that is missing.
-- source: SSDA903 return 2026 to 2027, validation rule 502
-- needs: Episodes, Episodes_last
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e
JOIN Episodes_last l ON l.child_no = e.child_no
LEFT JOIN Episodes_last n ON n.row = l.next
WHERE e.previous IS NULL AND e.DECOM IS NOT NULL AND l.DEC_text IS NULL
  AND l.DECOM IS NOT NULL AND n.DECOM IS NULL
  AND e.DECOM <> l.DECOM;
