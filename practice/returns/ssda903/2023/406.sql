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
WITH child AS (
    SELECT child_no FROM Header WHERE UASC = '1'
    UNION SELECT child_no FROM Header_last WHERE UASC = '1'
    UNION SELECT child_no FROM UASC
    UNION SELECT child_no FROM UASC_last WHERE DUC_text IS NOT NULL
)
SELECT e.row AS "Episodes.PL_DISTANCE"
FROM child u JOIN Episodes e ON e.child_no = u.child_no
WHERE e.PL_DISTANCE IS NOT NULL;
