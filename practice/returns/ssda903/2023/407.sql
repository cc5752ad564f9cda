-- rule: 407
-- severity: error
-- fields: Episodes.REC, Header.DOB
-- message: The reason is a special guardianship order (E45 to E48), but the young person was 18
--   or over when the episode ended.
-- remedy: Check the date of birth, the end of the episode and the reason. The order can only be
--   made for somebody under 18.
-- source: SSDA903 return 2026 to 2027, validation rule 407
-- needs: Header, Episodes
SELECT e.row AS "Episodes.REC", h.row AS "Header.DOB"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.REC IN ('E45', 'E46', 'E47', 'E48') AND e.DEC >= add_years(h.DOB, 18);
