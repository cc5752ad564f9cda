-- rule: SW04STG1
-- severity: error
-- fields: SWEpisodes.SW_DECOM
-- message: The start of the social worker episode is no date.
-- remedy: Write it as dd/mm/yyyy.
-- source: SSDA903 return 2026 to 2027, validation rule SW04STG1
SELECT row AS "SWEpisodes.SW_DECOM" FROM SWEpisodes
WHERE SW_DECOM IS NULL AND SW_DECOM_text IS NOT NULL;
