-- rule: SW10STG2
-- severity: error
-- fields: SWEpisodes.SW_DECOM
-- message: The social worker episode starts more than a week before or after the end of the one before.
-- remedy: Check both dates: one worker should take over when the other hands over, within seven days.
-- source: SSDA903 return 2023 to 2024, validation rule SW10STG2
-- note: The Department writes "+/- 7 days": a gap of more than a week is a fault as well as an overlap.
SELECT s.row AS "SWEpisodes.SW_DECOM"
FROM (
    SELECT row, SW_DECOM, lag(SW_DEC) OVER (
               PARTITION BY child_no ORDER BY SW_DECOM, coalesce(SW_DEC, '9999-12-31'), row) AS earlier_end
    FROM SWEpisodes WHERE SW_DECOM IS NOT NULL AND child_no IS NOT NULL
) s
WHERE abs(days_between(s.earlier_end, s.SW_DECOM)) > 7;
