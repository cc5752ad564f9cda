-- rule: 574
-- severity: error
-- fields: Missing.MIS_START
-- message: This missing period overlaps another of the same child: the earlier one is still open, or ends later than
--   this one starts.
-- remedy: Close the earlier period, or put the dates right so that one ends before the next starts.
-- source: SSDA903 return 2026 to 2027, validation rule 574
-- Of two periods that follow one another in the file and overlap, the later line is named.
SELECT m.row AS "Missing.MIS_START"
FROM (
    SELECT row, MIS_START, MIS_END,
           lag(MIS_START) OVER w AS earlier_start, lag(MIS_END) OVER w AS earlier_end, lag(row) OVER w AS earlier
    FROM Missing WHERE child_no IS NOT NULL
    WINDOW w AS (PARTITION BY child_no ORDER BY row)
) m
WHERE m.earlier IS NOT NULL
  AND ((m.MIS_START >= m.earlier_start AND (m.earlier_end IS NULL OR m.MIS_START < m.earlier_end))
       OR (m.MIS_START < m.earlier_start AND (m.MIS_END IS NULL OR m.earlier_start < m.MIS_END)));
