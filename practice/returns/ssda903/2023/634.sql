-- rule: 634
-- severity: error
-- fields: PrevPerm.PREV_PERM, Episodes.DECOM
-- message: There is a previous permanence arrangement, but no episode of the child began on or after 1 April 2016.
-- remedy: Take the previous permanence details out, or check the episodes: the item is asked only of children who
--   started to be looked after since then.
-- source: SSDA903 return 2026 to 2027, validation rule 634
-- needs: Episodes, PrevPerm
WITH latest AS (
    SELECT child_no, max(DECOM) AS decom FROM Episodes WHERE child_no IS NOT NULL GROUP BY child_no
)
SELECT p.row AS "PrevPerm.PREV_PERM", e.row AS "Episodes.DECOM"
FROM PrevPerm p JOIN latest l ON l.child_no = p.child_no
JOIN Episodes e ON e.child_no = p.child_no AND e.DECOM = l.decom
WHERE (p.PREV_PERM IS NOT NULL OR p.LA_PERM IS NOT NULL OR p.DATE_PERM_text IS NOT NULL)
  AND l.decom < '2016-04-01';
