-- rule: 436
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for the new episode is that both the legal status and the placement changed
--   (B or U), but the episodes say otherwise.
-- remedy: The legal status must differ from the one before, and so must the placement, its
--   postcode, its provider or its URN. Check them, or the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 436
-- needs: Episodes
SELECT e.row AS "Episodes.RNE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('B', 'U')
  AND (e.LS IS p.LS
    OR (e.PLACE IS p.PLACE AND e.PL_POST IS p.PL_POST AND e.URN IS p.URN
        AND e.PLACE_PROVIDER IS p.PLACE_PROVIDER));
