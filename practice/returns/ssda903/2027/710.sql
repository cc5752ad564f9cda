-- rule: 710
-- severity: error
-- fields: DoLo.DOLO_START, Episodes.PLACE
-- message: A child under a deprivation of liberty order cannot be in a secure children's home, with parents, in a
--   young offender institution or in supported accommodation.
-- remedy: Check the placement and the dates of the order.
-- source: SSDA903 return 2026 to 2027, validation rule 710
-- needs: DoLo, Episodes
SELECT d.row AS "DoLo.DOLO_START", e.row AS "Episodes.PLACE"
FROM DoLo d JOIN Episodes e ON e.child_no = d.child_no
WHERE d.DOLO_START < coalesce(e.DEC, '9999-12-31') AND d.DOLO_END > e.DECOM
  AND e.PLACE IN ('K1', 'P1', 'R5', 'K3');
