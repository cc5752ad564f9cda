-- rule: NoE
-- severity: query
-- fields: Episodes.DECOM
-- message: The episode began before this year, but the child has no episodes in last year's return.
-- remedy: Check the date the episode began. If it is right, last year's return lacked the child: note it.
-- source: SSDA903 return 2026 to 2027, validation rule NoE
-- needs: Episodes, Episodes_last
SELECT e.row AS "Episodes.DECOM"
FROM collection c, Episodes e
WHERE e.DECOM < c.starts AND e.child_no IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Episodes_last l WHERE l.child_no = e.child_no);
