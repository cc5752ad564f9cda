-- rule: 454
-- severity: query
-- fields: Episodes.PL_DISTANCE
-- message: The placement is more than 350 miles from home.
-- remedy: Check both postcodes.
-- source: SSDA903 return 2026 to 2027, validation rule 454
SELECT e.row AS "Episodes.PL_DISTANCE"
FROM Episodes e
WHERE e.PL_DISTANCE > 350 AND e.PL_DISTANCE <> 999.9
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = e.child_no AND h.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM Header_last h WHERE h.child_no = e.child_no AND h.UASC = '1');
