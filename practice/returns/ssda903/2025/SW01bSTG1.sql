-- rule: SW01bSTG1
-- severity: error
-- fields: SWEpisodes.SW_REASON
-- message: The social worker's number, the start of the social worker episode or the reason for it is missing.
-- remedy: Give all three: the reason is asked of every episode that began on or after 1 April 2023.
-- source: SSDA903 return 2026 to 2027, validation rule SW01bSTG1
SELECT row AS "SWEpisodes.SW_REASON" FROM SWEpisodes
WHERE (SW_DECOM IS NULL OR SW_DECOM >= '2023-04-01')
  AND (SW_ID IS NULL OR SW_DECOM IS NULL OR SW_REASON IS NULL);
