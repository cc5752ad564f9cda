-- rule: 357
-- severity: error
-- fields: Episodes.RNE
-- message: The first episode of the child starts in the collection year, but its reason is not S
--   (started to be looked after).
-- remedy: If an episode before it was left out, add it. Otherwise the reason for the new episode
--   should be S.
-- source: SSDA903 return 2026 to 2027, validation rule 357
-- needs: Episodes
SELECT e.row AS "Episodes.RNE"
FROM Episodes e, collection c
WHERE e.previous IS NULL AND e.DECOM >= c.starts AND e.RNE IS NOT 'S';
