-- rule: 381
-- severity: error
-- fields: Episodes.PLACE
-- message: The child ceases to be looked after in a temporary placement.
-- remedy: Check the placement and the reason why the episode ended. Record the placement that the
--   child had left for the time being (not T0 to T4).
-- source: SSDA903 return 2026 to 2027, validation rule 381
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE REC <> 'X1' AND PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4');
