-- rule: 392a
-- severity: error
-- fields: Episodes.PL_DISTANCE
-- message: The child is looked after, but there is no distance between home and placement.
-- remedy: The distance comes from the two postcodes: check that both are there and right. For a
--   child who is or was an unaccompanied asylum-seeking child, check the UASC file instead.
-- source: SSDA903 return 2026 to 2027, validation rule 392a
-- needs: Episodes
-- note: A child counts as formerly an unaccompanied asylum-seeking child when last year's header
--   says so, or last year's UASC file has the date on which the status ended. A row there without
--   a date is a child who was still one on 1 April, and so is in this year's file too.
-- Where no distance could be worked out for any child, the list of postcodes is what is missing.
SELECT e.row AS "Episodes.PL_DISTANCE"
FROM Episodes e
WHERE e.PL_DISTANCE IS NULL AND ifnull(e.LS, '') NOT IN ('V3', 'V4')
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = e.child_no AND h.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM Header_last l WHERE l.child_no = e.child_no AND l.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM UASC u WHERE u.child_no = e.child_no)
  AND NOT EXISTS (SELECT 1 FROM UASC_last l
                  WHERE l.child_no = e.child_no AND l.DUC_text IS NOT NULL)
  AND EXISTS (SELECT 1 FROM Episodes WHERE PL_DISTANCE IS NOT NULL);
