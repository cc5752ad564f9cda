-- rule: 364
-- severity: error
-- fields: Episodes.DEC
-- message: The child is detained under police powers in accommodation of the authority (J2) for
--   longer than 21 days.
-- remedy: Check the dates and the legal status. Detention before the first appearance in court is
--   a matter of days: check that the status was ended or changed when the court had heard the
--   child.
-- source: SSDA903 return 2026 to 2027, validation rule 364
-- needs: Episodes
-- Episodes of this status that follow each other without a gap are one stretch of time.
WITH episode AS (
    SELECT e.row, e.child_no, e.DECOM, ifnull(e.DEC, c.ends) AS until,
           lag(e.DEC) OVER (PARTITION BY e.child_no ORDER BY e.DECOM, e.row) AS before
    FROM Episodes e, collection c
    WHERE e.LS = 'J2' AND e.DECOM IS NOT NULL
), stretch AS (
    SELECT *, sum(before IS NOT DECOM) OVER (PARTITION BY child_no ORDER BY DECOM, row) AS part
    FROM episode
)
SELECT row AS "Episodes.DEC"
FROM (SELECT row, min(DECOM) OVER p AS begins, max(until) OVER p AS until
      FROM stretch WINDOW p AS (PARTITION BY child_no, part))
WHERE days_between(begins, until) > 21;
