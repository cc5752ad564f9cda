-- rule: 352
-- severity: error
-- fields: Episodes.DECOM
-- message: The child started to be looked after on or after the 18th birthday.
-- remedy: Check the date of birth and the date the episode started. A young person who is already
--   18 does not become looked after: take the episode out.
-- source: SSDA903 return 2026 to 2027, validation rule 352
-- needs: Header, Episodes
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
-- Subtracting two dates subtracts their years, which settles most rows quickly.
WHERE e.RNE = 'S' AND e.DECOM - h.DOB >= 18 AND e.DECOM >= add_years(h.DOB, 18);
