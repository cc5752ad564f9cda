-- rule: INT02
-- severity: error
-- fields: PlacedAdoption.CHILD
-- message: The child is in the file of placed for adoption but not in the header.
-- remedy: Add the child to the header, or correct the child's number.
-- source: SSDA903 return 2026 to 2027, validation rule INT02
-- needs: Header, PlacedAdoption
SELECT t.row AS "PlacedAdoption.CHILD" FROM PlacedAdoption t
WHERE t.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = t.child_no);
