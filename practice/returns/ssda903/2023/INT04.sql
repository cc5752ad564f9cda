-- rule: INT04
-- severity: error
-- fields: Missing.CHILD
-- message: The child is in the file of missing but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT04
-- needs: Header, Missing
SELECT t.row AS "Missing.CHILD" FROM Missing t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
