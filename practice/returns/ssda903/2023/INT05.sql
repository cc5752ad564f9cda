-- rule: INT05
-- severity: error
-- fields: OC2.CHILD
-- message: The child is in the file of outcomes (OC2) but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT05
-- needs: Header, OC2
SELECT t.row AS "OC2.CHILD" FROM OC2 t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
