-- rule: 503A
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for new episode (RNE) of the first episode is not the one of the episode
--   that was open at the end of last year's return.
-- remedy: The episode that was open on 31 March comes first in this year's return, unchanged.
--   Correct whichever return is wrong. If something changed, a new episode started then.
-- source: SSDA903 return 2026 to 2027, validation rule 503A
-- needs: Episodes, Episodes_last
SELECT e.row AS "Episodes.RNE"
FROM Episodes e
JOIN Episodes_last l ON l.child_no = e.child_no
LEFT JOIN Episodes_last n ON n.row = l.next
WHERE e.previous IS NULL AND e.DECOM IS NOT NULL AND l.DEC_text IS NULL
  AND l.DECOM IS NOT NULL AND n.DECOM IS NULL
  AND e.RNE IS NOT l.RNE;
