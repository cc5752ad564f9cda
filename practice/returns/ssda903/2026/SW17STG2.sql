-- rule: SW17STG2
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: The last social worker episode of the child has an end: nobody is the child's social worker on 31 March.
-- remedy: Add the episode of the worker who took over, or take the end out.
-- source: SSDA903 return 2026 to 2027, validation rule SW17STG2
SELECT s.row AS "SWEpisodes.SW_DEC"
FROM SWEpisodes s
WHERE s.SW_DEC_text IS NOT NULL AND s.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM SWEpisodes n WHERE n.child_no = s.child_no
                  AND (n.SW_DECOM > s.SW_DECOM OR (n.SW_DECOM = s.SW_DECOM AND n.row > s.row)));
