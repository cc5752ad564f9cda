-- rule: 363
-- severity: error
-- fields: Episodes.DEC
-- message: The child is under a child assessment order (L3) for longer than seven days.
-- remedy: Check the dates and the legal status. The order lasts seven days at most: if the child
--   stayed looked after, another legal status applies from then on.
-- source: SSDA903 return 2026 to 2027, validation rule 363
-- needs: Episodes
-- Episodes of this status that follow each other without a gap are one stretch of time.
SELECT row AS "Episodes.DEC" FROM short_status WHERE LS = 'L3' AND days > 7;
