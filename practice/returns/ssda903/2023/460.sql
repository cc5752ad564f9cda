-- rule: 460
-- severity: error
-- fields: Episodes.REC
-- message: The reason is that the young person stayed with the carers at 18 (E17), but the
--   episode ended before the 18th birthday.
-- remedy: Check the date of birth, the end of the episode and the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 460
-- needs: Header, Episodes
SELECT e.row AS "Episodes.REC"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.REC = 'E17' AND e.DEC < add_years(h.DOB, 18);
