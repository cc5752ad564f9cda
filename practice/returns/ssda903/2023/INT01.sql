-- rule: INT01
-- severity: error
-- fields: AD1.CHILD
-- message: The child is in the file of adoption but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT01
-- needs: Header, AD1
SELECT t.row AS "AD1.CHILD" FROM AD1 t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
