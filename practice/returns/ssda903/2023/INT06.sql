-- rule: INT06
-- severity: error
-- fields: OC3.CHILD
-- message: The child is in the file of care leavers (OC3) but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT06
-- needs: Header, OC3
SELECT t.row AS "OC3.CHILD" FROM OC3 t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
