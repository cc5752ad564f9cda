-- rule: 434
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for the new episode is that only the legal status changed (L), but the
--   episodes say otherwise.
-- remedy: The legal status must differ from the one before, and the placement, its postcode, its
--   provider and its URN must be the same. Check them, or the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 434
-- needs: Episodes
SELECT e.row AS "Episodes.RNE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE = 'L'
  AND (e.LS IS p.LS OR e.PLACE IS NOT p.PLACE OR e.PL_POST IS NOT p.PL_POST OR e.URN IS NOT p.URN
    OR e.PLACE_PROVIDER IS NOT p.PLACE_PROVIDER);
