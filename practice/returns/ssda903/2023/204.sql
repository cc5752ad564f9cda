-- rule: 204
-- severity: error
-- fields: Header.ETHNIC
-- message: The ethnic origin differs from last year's return.
-- remedy: Check which is right. A correction of last year's code can be explained.
-- source: SSDA903 return 2026 to 2027, validation rule 204
-- needs: Header, Header_last
SELECT h.row AS "Header.ETHNIC"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE h.ETHNIC IS NOT l.ETHNIC;
