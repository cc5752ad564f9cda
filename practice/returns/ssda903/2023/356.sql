-- rule: 356
-- severity: error
-- fields: Episodes.DEC
-- message: The episode ends before it starts.
-- remedy: Check both dates of the episode.
-- source: SSDA903 return 2026 to 2027, validation rule 356
-- needs: Episodes
SELECT row AS "Episodes.DEC" FROM Episodes WHERE DEC < DECOM;
