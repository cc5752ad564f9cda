-- rule: SW09STG2
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: The social worker episode begins and ends on the same day.
-- remedy: Check the dates; an episode of less than a day is not returned.
-- source: SSDA903 return 2026 to 2027, validation rule SW09STG2
SELECT row AS "SWEpisodes.SW_DEC" FROM SWEpisodes WHERE SW_DEC = SW_DECOM;
