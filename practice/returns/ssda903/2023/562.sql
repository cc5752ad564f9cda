-- rule: 562
-- severity: error
-- fields: Episodes.DECOM
-- message: The first episode started before this year, but it is not the last episode of last
--   year's return.
-- remedy: An episode that was open on 31 March stands in both returns. Check its start, or
--   correct last year's return.
-- source: SSDA903 return 2026 to 2027, validation rule 562
-- needs: Episodes, Episodes_last
SELECT e.row AS "Episodes.DECOM"
FROM Episodes e, collection c
WHERE e.previous IS NULL AND e.DECOM < c.starts
  AND NOT EXISTS (SELECT 1 FROM Episodes_last l LEFT JOIN Episodes_last n ON n.row = l.next
                  WHERE l.child_no = e.child_no AND l.DECOM = e.DECOM AND n.DECOM IS NULL);
