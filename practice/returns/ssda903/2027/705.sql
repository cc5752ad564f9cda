-- rule: 705
-- severity: error
-- fields: DoLo.DOLO_START
-- message: This deprivation of liberty order starts while an earlier one of the same child is still open.
-- remedy: Close the earlier order, or put the dates right so that the orders follow one another.
-- source: SSDA903 return 2026 to 2027, validation rule 705
-- Of two periods that follow one another in the file and overlap, the later line is named.
SELECT m.row AS "DoLo.DOLO_START"
FROM (
    SELECT row, DOLO_START, DOLO_END,
           lag(DOLO_START) OVER w AS earlier_start, lag(DOLO_END) OVER w AS earlier_end, lag(row) OVER w AS earlier
    FROM DoLo WHERE child_no IS NOT NULL
    WINDOW w AS (PARTITION BY child_no ORDER BY row)
) m
WHERE m.earlier IS NOT NULL
  AND ((m.DOLO_START >= m.earlier_start AND (m.earlier_end IS NULL OR m.DOLO_START < m.earlier_end))
       OR (m.DOLO_START < m.earlier_start AND (m.DOLO_END IS NULL OR m.earlier_start < m.DOLO_END)));
