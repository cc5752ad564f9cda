-- rule: 376
-- severity: error
-- fields: Episodes.DEC
-- message: A temporary placement while the usual foster carers are on holiday (T3) lasts longer
--   than three weeks.
-- remedy: Check the dates and the placement. A stay that lasts longer is a placement of its own:
--   record it with its own code.
-- source: SSDA903 return 2026 to 2027, validation rule 376
-- needs: Episodes
SELECT e.row AS "Episodes.DEC"
FROM Episodes e, collection c
WHERE e.PLACE = 'T3' AND days_between(e.DECOM, ifnull(e.DEC, c.ends)) > 21;
