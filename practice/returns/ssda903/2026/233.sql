-- rule: 233
-- severity: error
-- fields: Episodes.REASON_PLACE_CHANGE
-- message: A reason for a change of placement is given, but the episode has not ended.
-- remedy: Take the reason out, or give the date the episode ended.
-- source: SSDA903 return 2026 to 2027, validation rule 233
SELECT row AS "Episodes.REASON_PLACE_CHANGE" FROM Episodes
WHERE DEC_text IS NULL AND REASON_PLACE_CHANGE IS NOT NULL;
