-- rule: SW06STG2
-- severity: error
-- fields: SWEpisodes.SW_DECOM
-- message: The social worker episode starts after the end of the year that is being returned.
-- remedy: Check the date. If it is right, the episode belongs in next year's return.
-- source: SSDA903 return 2026 to 2027, validation rule SW06STG2
SELECT s.row AS "SWEpisodes.SW_DECOM" FROM SWEpisodes s, collection c
WHERE s.SW_DECOM > c.ends;
