-- rule: 388
-- severity: error
-- fields: Episodes.REC
-- message: The reason X1 (another episode follows) and the episodes do not agree.
-- remedy: X1 belongs to an episode that is followed by another one starting the day it ends, and
--   to no other. Check the reason, and whether an episode was left out.
-- source: SSDA903 return 2026 to 2027, validation rule 388
-- needs: Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e LEFT JOIN Episodes n ON n.row = e.next AND n.DECOM IS NOT NULL
WHERE e.DECOM IS NOT NULL
  AND ((e.REC = 'X1' AND (n.row IS NULL OR n.DECOM IS NOT e.DEC))
    OR (e.REC IS NOT 'X1' AND n.DECOM = e.DEC));
