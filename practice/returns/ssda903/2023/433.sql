-- rule: 433
-- severity: error
-- fields: Episodes.DECOM
-- message: The episode is said to carry on a period of care, but it does not start the day the
--   one before ended.
-- remedy: Check both dates. If the child was not looked after in between, this episode starts
--   with S.
-- source: SSDA903 return 2026 to 2027, validation rule 433
-- needs: Episodes
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.RNE IN ('P', 'L', 'T', 'U', 'B') AND e.DECOM IS NOT NULL AND p.DEC IS NOT e.DECOM;
