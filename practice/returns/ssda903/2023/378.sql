-- rule: 378
-- severity: error
-- fields: Episodes.PLACE
-- message: The child is placed with parents (P1) while accommodated under section 20 (V2).
-- remedy: A child at home with parents is not accommodated under section 20. Check the placement
--   and the legal status; if the child went home, the episode may have ended.
-- source: SSDA903 return 2026 to 2027, validation rule 378
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes WHERE PLACE = 'P1' AND LS = 'V2';
