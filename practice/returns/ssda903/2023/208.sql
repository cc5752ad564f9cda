-- rule: 208
-- severity: error
-- fields: Header.UPN
-- message: The unique pupil number differs from last year's return.
-- remedy: Check the number with the school. A known number stays the same for life.
-- source: SSDA903 return 2026 to 2027, validation rule 208
-- needs: Header, Header_last
SELECT h.row AS "Header.UPN"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE h.UPN IS NOT l.UPN
  AND (l.UPN IS NULL OR l.UPN NOT IN ('UN1', 'UN2', 'UN3', 'UN4', 'UN5'));
