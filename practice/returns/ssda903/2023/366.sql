-- rule: 366
-- severity: error
-- fields: Episodes.RNE
-- message: A short break (V3) does not begin with reason S, as if the child had changed placement
--   during the break.
-- remedy: Each short break is an episode of its own that starts with S. Record the break as one
--   episode in one placement.
-- source: SSDA903 return 2026 to 2027, validation rule 366
-- needs: Episodes
SELECT row AS "Episodes.RNE" FROM Episodes WHERE LS = 'V3' AND RNE IS NOT 'S';
