-- rule: 432
-- severity: error
-- fields: Episodes.RNE
-- message: The child ceased to be looked after at the end of the episode before, but this episode
--   does not start with S.
-- remedy: If the child stayed looked after, the episode before ends with X1. If not, this one
--   starts with S.
-- source: SSDA903 return 2026 to 2027, validation rule 432
-- needs: Episodes
-- Every reason for ceasing begins with E. A reason that is missing is not S either, and no other rule asks for it.
SELECT e.row AS "Episodes.RNE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IS NOT 'S' AND p.REC GLOB 'E*';
