-- rule: 392b
-- severity: error
-- fields: Episodes.HOME_POST, Episodes.PL_POST
-- message: The child is looked after, but the postcode of the home or of the placement is
--   missing.
-- remedy: Fill in both postcodes. For a child who is or was an unaccompanied asylum-seeking
--   child, check the UASC file instead.
-- source: SSDA903 return 2026 to 2027, validation rule 392b
-- needs: Episodes
-- note: A child counts as formerly an unaccompanied asylum-seeking child when last year's header
--   says so, or last year's UASC file has the date on which the status ended. A row there without
--   a date is a child who was still one on 1 April, and so is in this year's file too.
SELECT CASE WHEN e.HOME_POST IS NULL THEN e.row END AS "Episodes.HOME_POST",
       CASE WHEN e.PL_POST IS NULL THEN e.row END AS "Episodes.PL_POST"
FROM Episodes e
WHERE (e.HOME_POST IS NULL OR e.PL_POST IS NULL) AND ifnull(e.LS, '') NOT IN ('V3', 'V4')
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = e.child_no AND h.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM Header_last l WHERE l.child_no = e.child_no AND l.UASC = '1')
  AND NOT EXISTS (SELECT 1 FROM UASC u WHERE u.child_no = e.child_no)
  AND NOT EXISTS (SELECT 1 FROM UASC_last l
                  WHERE l.child_no = e.child_no AND l.DUC_text IS NOT NULL);
