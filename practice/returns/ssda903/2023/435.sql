-- rule: 435
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for the new episode is that only the placement changed (P or T), but the
--   episodes say otherwise.
-- remedy: The legal status must be the same as before, and the placement, its postcode, its
--   provider or its URN must differ. Check them, or the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 435
-- needs: Episodes
SELECT e.row AS "Episodes.RNE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('P', 'T')
  AND (e.LS IS NOT p.LS
    OR (e.PLACE IS p.PLACE AND e.PL_POST IS p.PL_POST AND e.URN IS p.URN
        AND e.PLACE_PROVIDER IS p.PLACE_PROVIDER));
