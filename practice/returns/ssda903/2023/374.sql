-- rule: 374
-- severity: error
-- fields: Episodes.DECOM
-- message: The child is in residential employment (P3) but was under 14 when the episode started.
-- remedy: Check the date of birth, the start of the episode and the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 374
-- needs: Header, Episodes
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.PLACE = 'P3' AND e.DECOM < add_years(h.DOB, 14);
