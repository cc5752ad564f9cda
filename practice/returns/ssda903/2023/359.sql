-- rule: 359
-- severity: error
-- fields: Episodes.DEC
-- message: The young person is still looked after when 18 has passed, other than under section 20
--   (V2) in a children's home (K2).
-- remedy: End the episode on or before the 18th birthday, or check the date of birth, the legal
--   status and the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 359
-- needs: Header, Episodes
SELECT e.row AS "Episodes.DEC"
FROM collection c, Header h JOIN Episodes e ON e.child_no = h.child_no
-- Subtracting two dates subtracts their years, which settles most rows quickly.
WHERE ifnull(e.DEC, c.ends) - h.DOB >= 18 AND (e.LS IS NOT 'V2' OR e.PLACE IS NOT 'K2')
  AND ifnull(e.DEC, c.ends) > add_years(h.DOB, 18);
