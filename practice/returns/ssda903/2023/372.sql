-- rule: 372
-- severity: error
-- fields: Episodes.DECOM
-- message: The child is in youth custody or prison (R5) but was under 10 when the episode
--   started.
-- remedy: Check the date of birth, the start of the episode and the placement. Nobody under 10
--   can be held in custody.
-- source: SSDA903 return 2026 to 2027, validation rule 372
-- needs: Header, Episodes
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e JOIN Header h ON h.child_no = e.child_no
WHERE e.PLACE = 'R5' AND e.DECOM < add_years(h.DOB, 10);
