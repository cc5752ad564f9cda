-- rule: 377
-- severity: error
-- fields: Episodes.PLACE
-- message: The child has more than two temporary placements in the year because the usual foster
--   carers were on holiday (T3).
-- remedy: Check the placements. From the third stay on, record the placement that the child is
--   really in.
-- source: SSDA903 return 2026 to 2027, validation rule 377
-- needs: Episodes
-- An episode that only changes the legal status carries on the same stay.
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e
WHERE e.PLACE = 'T3' AND e.child_no IN (
    SELECT t.child_no
    FROM Episodes t LEFT JOIN Episodes p ON p.row = t.previous
    WHERE t.PLACE = 'T3' AND (t.RNE IS NOT 'L' OR p.PLACE IS NOT 'T3' OR p.DEC IS NOT t.DECOM)
    GROUP BY t.child_no HAVING count(*) > 2);
