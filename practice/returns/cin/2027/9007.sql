-- rule: 9007
-- severity: error
-- fields: PreProceedings.FGDMMeetingOffer
-- message: A letter before proceedings was sent, but it is not said whether it offered a family
--   group decision making meeting.
-- remedy: Enter true or false for the offer.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9007
SELECT p.row AS "PreProceedings.FGDMMeetingOffer"
FROM PreProceedings p
WHERE p.LBPSentDate IS NOT NULL AND p.FGDMMeetingOffer IS NULL;
