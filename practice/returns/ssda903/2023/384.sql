-- rule: 384
-- severity: error
-- fields: Episodes.PLACE
-- message: A child in a short break (V3 or V4) is recorded in a long-term foster placement.
-- remedy: A short break cannot be a long-term placement (U1, U4). Check the placement and the
--   legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 384
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE LS IN ('V3', 'V4') AND PLACE IN ('U1', 'U4');
