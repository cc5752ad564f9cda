-- rule: 1014
-- severity: error
-- fields: UASC.DUC, OC3.IN_TOUCH
-- message: The young person is a care leaver without an episode this year, yet stands in the file of
--   unaccompanied asylum-seeking children.
-- remedy: Take the row out of that file, or enter the missing episode.
-- source: SSDA903 return 2026 to 2027, validation rule 1014
-- needs: Episodes, UASC, OC3
SELECT u.row AS "UASC.DUC", o.row AS "OC3.IN_TOUCH"
FROM UASC u JOIN OC3 o ON o.child_no = u.child_no
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Episodes e, collection c
                  WHERE e.child_no = u.child_no AND e.DECOM <= c.ends
                    AND (e.DEC_text IS NULL OR e.DEC >= c.starts));
