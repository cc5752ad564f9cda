-- rule: 9015Q
-- severity: query
-- fields: PreProceedings.ReviewMeetingsCount
-- message: A first pre-proceedings meeting was held, but the number of review meetings after it
--   is missing.
-- remedy: Enter how many review meetings there were; 0 when there were none.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9015Q
SELECT p.row AS "PreProceedings.ReviewMeetingsCount"
FROM PreProceedings p
WHERE p.InitialPPMeetingDate IS NOT NULL AND p.ReviewMeetingsCount IS NULL;
