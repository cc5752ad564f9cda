-- rule: 382
-- severity: error
-- fields: Episodes.PLACE
-- message: A child in a short break (V3 or V4) is recorded in a temporary placement.
-- remedy: Record the placement where the short break takes place (not T0 to T4), or check the
--   legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 382
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE LS IN ('V3', 'V4') AND PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4');
