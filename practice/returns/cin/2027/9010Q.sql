-- rule: 9010Q
-- severity: query
-- fields: PreProceedings.FGDMMeetingFac
-- message: A family group decision making meeting was offered, but it is not said whether it was
--   held.
-- remedy: Enter true or false for the meeting.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9010Q
SELECT p.row AS "PreProceedings.FGDMMeetingFac"
FROM PreProceedings p
WHERE p.FGDMMeetingOffer = '1' AND p.FGDMMeetingFac IS NULL;
