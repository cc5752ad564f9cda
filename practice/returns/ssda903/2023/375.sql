-- rule: 375
-- severity: error
-- fields: Episodes.DEC
-- message: A stay in hospital recorded as a temporary placement (T1) lasts longer than six weeks.
-- remedy: Check the dates. A stay that lasts longer is a placement of its own: record it with its
--   own code.
-- source: SSDA903 return 2026 to 2027, validation rule 375
-- needs: Episodes
SELECT e.row AS "Episodes.DEC"
FROM Episodes e, collection c
WHERE e.PLACE = 'T1' AND days_between(e.DECOM, ifnull(e.DEC, c.ends)) > 42;
