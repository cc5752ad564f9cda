-- rule: 389
-- severity: error
-- fields: Episodes.REC
-- message: The reason is a transfer to adult social care (E7), but the child was under 16 when
--   the episode ended.
-- remedy: Check the date of birth, the end of the episode and the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 389
-- needs: Header, Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.REC = 'E7' AND e.DEC < add_years(h.DOB, 16);
