-- rule: 9008
-- severity: error
-- fields: PreProceedings.InitialPPMeetingDate
-- message: The first pre-proceedings meeting was held outside the census period.
-- remedy: Check the date of the meeting.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9008
SELECT p.row AS "PreProceedings.InitialPPMeetingDate"
FROM PreProceedings p, census y
WHERE p.InitialPPMeetingDate NOT BETWEEN y.period_start AND y.period_end;
