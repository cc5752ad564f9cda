-- rule: 709
-- severity: query
-- fields: DoLo.DOLO_START, Episodes.PLACE
-- message: A child under a deprivation of liberty order is in a kind of placement where that is not expected.
-- remedy: Check the placement and the dates of the order: K2, Z12 and Z13 are expected.
-- source: SSDA903 return 2026 to 2027, validation rule 709
-- needs: DoLo, Episodes
SELECT d.row AS "DoLo.DOLO_START", e.row AS "Episodes.PLACE"
FROM DoLo d JOIN Episodes e ON e.child_no = d.child_no
WHERE d.DOLO_START < coalesce(e.DEC, '9999-12-31') AND d.DOLO_END > e.DECOM
  AND e.PLACE NOT IN ('K2', 'Z12', 'Z13');
