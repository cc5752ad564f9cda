-- rule: 367
-- severity: error
-- fields: Episodes.LS
-- message: The short breaks (V3) of the child add up to more than 75 days in the year.
-- remedy: Check the dates of the breaks. A child who is away from home for more than 75 days in
--   twelve months is looked after in the ordinary way: change the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 367
-- needs: Episodes
-- Only the days within the collection year count; an episode that is still open counts to its end.
SELECT row AS "Episodes.LS"
FROM (SELECT row, sum(days) OVER (PARTITION BY child_no) AS total
      FROM (SELECT e.row, e.child_no,
                   days_between(max(e.DECOM, c.starts), min(ifnull(e.DEC, c.ends), c.ends)) AS days
            FROM Episodes e, collection c
            WHERE e.LS = 'V3' AND e.DECOM IS NOT NULL)
      WHERE days >= 0)
WHERE total > 75;
