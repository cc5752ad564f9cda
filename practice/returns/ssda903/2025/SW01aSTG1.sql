-- rule: SW01aSTG1
-- severity: error
-- fields: SWEpisodes.SW_ID
-- message: The social worker's number or the start of the social worker episode is missing.
-- remedy: Give both.
-- source: SSDA903 return 2026 to 2027, validation rule SW01aSTG1
SELECT row AS "SWEpisodes.SW_ID" FROM SWEpisodes
WHERE (SW_DECOM IS NULL OR SW_DECOM < '2023-04-01') AND (SW_ID IS NULL OR SW_DECOM IS NULL);
