-- rule: INT08
-- severity: error
-- fields: Reviews.CHILD
-- message: The child is in the file of reviews but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT08
-- needs: Header, Reviews
SELECT t.row AS "Reviews.CHILD" FROM Reviews t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
