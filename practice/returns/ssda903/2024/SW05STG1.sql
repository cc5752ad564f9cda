-- rule: SW05STG1
-- severity: error
-- fields: SWEpisodes.SW_DEC
-- message: The end of the social worker episode is no date.
-- remedy: Write it as dd/mm/yyyy.
-- source: SSDA903 return 2026 to 2027, validation rule SW05STG1
SELECT row AS "SWEpisodes.SW_DEC" FROM SWEpisodes
WHERE SW_DEC IS NULL AND SW_DEC_text IS NOT NULL;
