-- rule: 406
-- severity: error
-- fields: Episodes.PL_DISTANCE
-- message: There is a distance for a child who is or was an unaccompanied asylum-seeking child.
-- remedy: Distance is not asked for these children: leave the postcode of the home empty, or
--   check the UASC file.
-- source: SSDA903 return 2026 to 2027, validation rule 406
-- needs: Episodes
-- note: A child counts as formerly an unaccompanied asylum-seeking child when last year's header
--   says so, or last year's UASC file has the date on which the status ended. A row there without
--   a date is a child who was still one on 1 April, and so is in this year's file too.
SELECT e.row AS "Episodes.PL_DISTANCE"
FROM Episodes e
WHERE e.PL_DISTANCE IS NOT NULL
  AND (EXISTS (SELECT 1 FROM Header h WHERE h.child_no = e.child_no AND h.UASC = '1')
    OR EXISTS (SELECT 1 FROM Header_last l WHERE l.child_no = e.child_no AND l.UASC = '1')
    OR EXISTS (SELECT 1 FROM UASC u WHERE u.child_no = e.child_no)
    OR EXISTS (SELECT 1 FROM UASC_last l
               WHERE l.child_no = e.child_no AND l.DUC_text IS NOT NULL));
