-- rule: INT03
-- severity: error
-- fields: Episodes.CHILD
-- message: The child is in the file of episodes but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT03
-- needs: Header, Episodes
SELECT t.row AS "Episodes.CHILD" FROM Episodes t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
