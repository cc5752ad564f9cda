-- rule: 379
-- severity: error
-- fields: Episodes.DEC
-- message: A temporary placement for a reason not specified (T4) lasts longer than seven days.
-- remedy: Check the dates. A stay that lasts longer is a placement of its own: record it with its
--   own code.
-- source: SSDA903 return 2026 to 2027, validation rule 379
-- needs: Episodes
SELECT e.row AS "Episodes.DEC"
FROM Episodes e, collection c
WHERE e.PLACE = 'T4' AND days_between(e.DECOM, ifnull(e.DEC, c.ends)) > 7;
