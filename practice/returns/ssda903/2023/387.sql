-- rule: 387
-- severity: error
-- fields: Episodes.REC
-- message: The reason is a move to independent living (E5, E6), but the child was under 14 when
--   the episode ended.
-- remedy: Check the date of birth, the end of the episode and the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 387
-- needs: Header, Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.REC IN ('E5', 'E6') AND e.DEC < add_years(h.DOB, 14);
