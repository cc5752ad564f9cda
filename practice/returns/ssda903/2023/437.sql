-- rule: 437
-- severity: error
-- fields: Episodes.REC
-- message: The episode ended because the child died (E2) or was found to be 18 or over (E15), but
--   there is a later episode.
-- remedy: Check the reason, and whether the later episode belongs to this child.
-- source: SSDA903 return 2026 to 2027, validation rule 437
-- needs: Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e JOIN Episodes n ON n.row = e.next
WHERE e.REC IN ('E2', 'E15') AND e.DECOM IS NOT NULL AND n.DECOM IS NOT NULL;
