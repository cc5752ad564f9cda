-- rule: SW12STG2
-- severity: error
-- fields: Episodes.DECOM, SWEpisodes.SW_DECOM
-- message: The child is looked after on 31 March, but there is no social worker for the whole of the year.
-- remedy: Return every social worker episode of the year, also of the time before the child was looked after.
-- source: SSDA903 return 2026 to 2027, validation rule SW12STG2
-- needs: Episodes, SWEpisodes
-- For a child looked after at the end of the year: each day on which an episode of care begins or ends
-- within the year must have a social worker.
WITH here AS (
    SELECT DISTINCT e.child_no FROM Episodes e, collection c
    WHERE e.DECOM <= c.ends AND (e.DEC IS NULL OR e.DEC > c.ends) AND coalesce(e.LS, '') NOT IN ('V3', 'V4')
)
SELECT e.row AS "Episodes.DECOM",
       (SELECT s.row FROM SWEpisodes s WHERE s.child_no = e.child_no AND s.SW_DECOM IS NOT NULL
        ORDER BY s.SW_DECOM, s.row LIMIT 1) AS "SWEpisodes.SW_DECOM"
FROM collection c, here JOIN Episodes e ON e.child_no = here.child_no
WHERE (e.DECOM BETWEEN c.starts AND c.ends
       AND NOT EXISTS (SELECT 1 FROM SWEpisodes s WHERE s.child_no = e.child_no
                       AND s.SW_DECOM <= e.DECOM AND (s.SW_DEC IS NULL OR s.SW_DEC >= e.DECOM)))
   OR (e.DEC BETWEEN c.starts AND c.ends
       AND NOT EXISTS (SELECT 1 FROM SWEpisodes s WHERE s.child_no = e.child_no
                       AND s.SW_DECOM <= e.DEC AND (s.SW_DEC IS NULL OR s.SW_DEC >= e.DEC)));
