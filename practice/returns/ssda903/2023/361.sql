-- rule: 361
-- severity: error
-- fields: Episodes.DEC
-- message: The child is under police protection (L1) for longer than 72 hours.
-- remedy: Check the dates and the legal status. Police protection ends after 72 hours at the
--   latest: if the child stayed looked after, another legal status applies from then on.
-- source: SSDA903 return 2026 to 2027, validation rule 361
-- needs: Episodes
-- Episodes of this status that follow each other without a gap are one stretch of time.
WITH episode AS (
    SELECT e.row, e.child_no, e.DECOM, ifnull(e.DEC, c.ends) AS until,
           lag(e.DEC) OVER (PARTITION BY e.child_no ORDER BY e.DECOM, e.row) AS before
    FROM Episodes e, collection c
    WHERE e.LS = 'L1' AND e.DECOM IS NOT NULL
), stretch AS (
    SELECT *, sum(before IS NOT DECOM) OVER (PARTITION BY child_no ORDER BY DECOM, row) AS part
    FROM episode
)
SELECT row AS "Episodes.DEC"
FROM (SELECT row, min(DECOM) OVER p AS begins, max(until) OVER p AS until
      FROM stretch WINDOW p AS (PARTITION BY child_no, part))
WHERE days_between(begins, until) > 3;
