-- rule: 386
-- severity: error
-- fields: Episodes.REC
-- message: The reason is adoption (E11, E12), but the young person was 18 or over when the
--   episode ended.
-- remedy: Check the date of birth, the end of the episode and the reason. Nobody can be adopted
--   out of care after the 18th birthday.
-- source: SSDA903 return 2026 to 2027, validation rule 386
-- needs: Header, Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.REC IN ('E11', 'E12') AND e.DEC >= add_years(h.DOB, 18);
