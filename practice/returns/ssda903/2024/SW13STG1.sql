-- rule: SW13STG1
-- severity: error
-- fields: SWEpisodes.SW_REASON
-- message: The reason for the change of social worker is not one of the codes, or is missing.
-- remedy: Use one of the codes of the guide, such as FCONTA (first contact), LEFTRL (left the role) or ORGRST
--   (reorganisation).
-- source: SSDA903 return 2026 to 2027, validation rule SW13STG1
SELECT row AS "SWEpisodes.SW_REASON" FROM SWEpisodes
WHERE SW_REASON NOT IN ('MANAGE', 'FCONTA', 'LEFTRL', 'ORGRST', 'TSPROC', 'ABSENC', 'CHCHAN', 'PCCHAN',
                        'SWDIED', 'OTHERS')
   OR (SW_REASON IS NULL AND SW_DECOM >= '2023-04-01');
