-- rule: 579
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: This decision that the child should be placed for adoption was made while an earlier one still stood.
-- remedy: Give the date on which the earlier decision ended, or take out the one that was not made.
-- source: SSDA903 return 2026 to 2027, validation rule 579
-- Of two periods that follow one another in the file and overlap, the later line is named.
SELECT m.row AS "PlacedAdoption.DATE_PLACED"
FROM (
    SELECT row, DATE_PLACED, DATE_PLACED_CEASED,
           lag(DATE_PLACED) OVER w AS earlier_start, lag(DATE_PLACED_CEASED) OVER w AS earlier_end, lag(row) OVER w AS earlier
    FROM PlacedAdoption WHERE child_no IS NOT NULL
    WINDOW w AS (PARTITION BY child_no ORDER BY row)
) m
WHERE m.earlier IS NOT NULL
  AND ((m.DATE_PLACED >= m.earlier_start AND (m.earlier_end IS NULL OR m.DATE_PLACED < m.earlier_end))
       OR (m.DATE_PLACED < m.earlier_start AND (m.DATE_PLACED_CEASED IS NULL OR m.earlier_start < m.DATE_PLACED_CEASED)));
