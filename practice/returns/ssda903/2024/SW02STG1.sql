-- rule: SW02STG1
-- severity: error
-- fields: SWEpisodes.SW_ID
-- message: The social worker's number does not begin with SW or XX.
-- remedy: Enter the worker's registration number, which begins with SW, or XX and a number of your own for a worker
--   who has none.
-- source: SSDA903 return 2026 to 2027, validation rule SW02STG1
SELECT row AS "SWEpisodes.SW_ID" FROM SWEpisodes
WHERE SW_ID NOT LIKE 'SW%' AND SW_ID NOT LIKE 'XX%';
