-- rule: INT07
-- severity: error
-- fields: PrevPerm.CHILD
-- message: The child is in the file of previous permanence but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT07
-- needs: Header, PrevPerm
SELECT t.row AS "PrevPerm.CHILD" FROM PrevPerm t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
