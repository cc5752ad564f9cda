-- rule: 164
-- severity: error
-- fields: Episodes.PL_DISTANCE
-- message: The distance from home to the placement is missing or is no distance between 0 and 999.9 miles.
-- remedy: Check that the postcodes of home and placement are both there and right.
-- source: SSDA903 return 2026 to 2027, validation rule 164
-- note: As in rule 392a, a child counts as formerly an unaccompanied asylum-seeking child by last year's
--   header or by the date in last year's UASC file.
-- Where there are postcodes but not one distance, the list of postcodes is what is missing.
SELECT e.row AS "Episodes.PL_DISTANCE" FROM Episodes e
WHERE (e.PL_DISTANCE IS NULL OR e.PL_DISTANCE NOT BETWEEN 0 AND 999.9)
  AND (e.LS IS NULL OR e.LS NOT IN ('V3', 'V4'))
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = e.child_no AND h.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM Header_last l WHERE l.child_no = e.child_no AND l.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM UASC u, collection c
                  WHERE u.child_no = e.child_no AND c.file_format = 'csv')
  AND NOT EXISTS (SELECT 1 FROM UASC_last l
                  WHERE l.child_no = e.child_no AND l.DUC_text IS NOT NULL)
  AND (EXISTS (SELECT 1 FROM Episodes WHERE PL_DISTANCE IS NOT NULL)
       OR NOT EXISTS (SELECT 1 FROM Episodes WHERE HOME_POST IS NOT NULL AND PL_POST IS NOT NULL));
