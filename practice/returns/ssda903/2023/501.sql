-- rule: 501
-- severity: error
-- fields: Episodes.DECOM
-- message: The episode starts before the one before it has ended.
-- remedy: Episodes of a child follow each other and never overlap. Check the start of this one
--   and the end of the one before.
-- source: SSDA903 return 2026 to 2027, validation rule 501
-- needs: Episodes
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.DECOM < p.DEC;
