-- rule: 358
-- severity: error
-- fields: Episodes.DECOM, Header.DOB
-- message: The legal status is one of criminal justice (J1, J2, J3), but the child was under 10
--   when the episode started.
-- remedy: Check the date of birth, the start of the episode and the legal status. Nobody under 10
--   can be charged or remanded.
-- source: SSDA903 return 2026 to 2027, validation rule 358
-- needs: Header, Episodes
SELECT e.row AS "Episodes.DECOM", h.row AS "Header.DOB"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.LS IN ('J1', 'J2', 'J3') AND e.DECOM < add_years(h.DOB, 10);
