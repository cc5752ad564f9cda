-- rule: 202
-- severity: error
-- fields: Header.SEX
-- message: The child's sex differs from last year's return.
-- remedy: Check which is right.
-- source: SSDA903 return 2026 to 2027, validation rule 202
-- needs: Header, Header_last
-- note: Up to 2024 the codes were 1 and 2. They are compared with M and F.
SELECT h.row AS "Header.SEX"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE (CASE h.SEX WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE h.SEX END) IS NOT 
      (CASE l.SEX WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE l.SEX END);
