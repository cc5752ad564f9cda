-- rule: 380
-- severity: error
-- fields: Episodes.PLACE
-- message: The child starts to be looked after in a temporary placement.
-- remedy: A period of care starts with the placement that the child goes to. Record that one; a
--   temporary placement (T0 to T4) can only interrupt it.
-- source: SSDA903 return 2026 to 2027, validation rule 380
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE RNE = 'S' AND PLACE IN ('T0', 'T1', 'T2', 'T3', 'T4');
