-- rule: EPI
-- severity: query
-- fields: Header.CHILD
-- message: The child has no episodes in this return, so most of the checks could not look at the child.
-- remedy: Add the child's episodes, or take the child out of the header if not looked after this year. (A care leaver
--   needs none.)
-- source: SSDA903 return 2026 to 2027, validation rule EPI
-- needs: Header
SELECT h.row AS "Header.CHILD"
FROM Header h
WHERE h.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = h.child_no)
  AND NOT EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = h.child_no);
