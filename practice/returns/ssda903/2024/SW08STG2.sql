-- rule: SW08STG2
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: A new social worker took over, but the episode before has no end.
-- remedy: Give the date the earlier worker's episode ended.
-- source: SSDA903 return 2026 to 2027, validation rule SW08STG2
SELECT s.row AS "SWEpisodes.SW_DEC"
FROM SWEpisodes s
WHERE s.SW_DEC_text IS NULL
  AND EXISTS (SELECT 1 FROM SWEpisodes n WHERE n.child_no = s.child_no AND n.SW_DECOM > s.SW_DECOM);
