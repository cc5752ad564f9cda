-- rule: 148
-- severity: error
-- fields: Episodes.REC
-- message: The episode has a last day without a reason for its end, or a reason without a last day.
-- remedy: Enter both, or neither if the episode is still open.
-- source: SSDA903 return 2026 to 2027, validation rule 148
SELECT row AS "Episodes.REC" FROM Episodes
WHERE (DEC_text IS NULL) <> (REC IS NULL);
