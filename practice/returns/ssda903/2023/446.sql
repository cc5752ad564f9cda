-- rule: 446
-- severity: error
-- fields: Episodes.LS
-- message: The legal status is a placement order (E1) in an episode that starts before December
--   2005, when there were none.
-- remedy: Check the start of the episode and the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 446
-- needs: Episodes
SELECT row AS "Episodes.LS" FROM Episodes WHERE LS = 'E1' AND DECOM < '2005-12-01';
