-- rule: INT09
-- severity: error
-- fields: UASC.CHILD
-- message: The child is in the file of unaccompanied asylum-seeking children but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT09
-- needs: Header, UASC
SELECT t.row AS "UASC.CHILD" FROM UASC t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
