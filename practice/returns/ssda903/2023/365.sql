-- rule: 365
-- severity: error
-- fields: Episodes.DEC
-- message: A single short break (V3) lasts longer than 17 days.
-- remedy: Check the dates. A child who stays longer than 17 days at a time is looked after in the
--   ordinary way: change the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 365
-- needs: Episodes
SELECT e.row AS "Episodes.DEC"
FROM Episodes e, collection c
WHERE e.LS = 'V3' AND days_between(e.DECOM, ifnull(e.DEC, c.ends)) > 17;
