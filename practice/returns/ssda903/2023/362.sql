-- rule: 362
-- severity: error
-- fields: Episodes.DEC
-- message: The child is under an emergency protection order (L2) for longer than 21 days.
-- remedy: Check the dates and the legal status. The order lasts eight days and may be extended
--   once by seven: if the child stayed looked after, another legal status applies from then on.
-- source: SSDA903 return 2026 to 2027, validation rule 362
-- needs: Episodes
-- Episodes of this status that follow each other without a gap are one stretch of time.
SELECT row AS "Episodes.DEC" FROM short_status WHERE LS = 'L2' AND days > 21;
