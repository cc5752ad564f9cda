-- rule: 361
-- severity: error
-- fields: Episodes.DEC
-- message: The child is under police protection (L1) for longer than 72 hours.
-- remedy: Check the dates and the legal status. Police protection ends after 72 hours at the
--   latest: if the child stayed looked after, another legal status applies from then on.
-- source: SSDA903 return 2026 to 2027, validation rule 361
-- needs: Episodes
-- Episodes of this status that follow each other without a gap are one stretch of time.
SELECT row AS "Episodes.DEC" FROM short_status WHERE LS = 'L1' AND days > 3;
