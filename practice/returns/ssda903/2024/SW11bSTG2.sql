-- rule: SW11bSTG2
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: The social worker episode ended before 31 March and no other follows it.
-- remedy: Add the episode of the worker who took over, or take the end out if the worker is still there.
-- source: SSDA903 return 2026 to 2027, validation rule SW11bSTG2
SELECT s.row AS "SWEpisodes.SW_DEC"
FROM collection c, SWEpisodes s
WHERE s.SW_DEC >= c.starts AND s.SW_DEC < c.ends
  AND NOT EXISTS (SELECT 1 FROM SWEpisodes n WHERE n.child_no = s.child_no AND n.row <> s.row
                  AND (n.SW_DECOM > s.SW_DECOM OR n.SW_DECOM >= s.SW_DEC
                       OR (n.SW_DECOM = s.SW_DECOM AND (n.SW_DEC IS NULL OR n.SW_DEC > s.SW_DEC))));
