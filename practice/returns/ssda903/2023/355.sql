-- rule: 355
-- severity: error
-- fields: Episodes.DECOM
-- message: The episode starts and ends on the same day.
-- remedy: Check both dates. A stay that does not last until the next day is not an episode: take
--   it out, or put the dates right.
-- source: SSDA903 return 2026 to 2027, validation rule 355
-- needs: Episodes
SELECT row AS "Episodes.DECOM" FROM Episodes WHERE DECOM = DEC;
