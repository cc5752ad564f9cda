-- rule: SW07STG2
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: The social worker episode ends outside the year that is being returned.
-- remedy: Check the date. An episode that is not over on 31 March has no end; one that ended before 1 April is left
--   out.
-- source: SSDA903 return 2026 to 2027, validation rule SW07STG2
SELECT s.row AS "SWEpisodes.SW_DEC" FROM SWEpisodes s, collection c
WHERE s.SW_DEC < c.starts OR s.SW_DEC > c.ends;
