-- rule: 142
-- severity: error
-- fields: Episodes.DEC
-- message: The child's next episode has begun but this one has no last day or no reason for its end.
-- remedy: Enter both, or take the later episode out.
-- source: SSDA903 return 2026 to 2027, validation rule 142
SELECT row AS "Episodes.DEC" FROM Episodes
WHERE next IS NOT NULL AND (DEC_text IS NULL OR REC IS NULL);
