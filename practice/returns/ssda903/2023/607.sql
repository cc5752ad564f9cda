-- rule: 607
-- severity: error
-- fields: Header.MOTHER, Episodes.REC
-- message: The girl or young woman ceased to be looked after in the year and the mother field is empty.
-- remedy: Enter 1 if she was a mother by then, 0 if not.
-- source: SSDA903 return 2022 to 2023, validation rule 607
-- needs: Header, Episodes
SELECT h.row AS "Header.MOTHER", e.row AS "Episodes.REC"
FROM collection c, Header h JOIN Episodes e ON e.child_no = h.child_no
WHERE h.SEX = '2' AND h.MOTHER IS NULL
  AND e.REC IS NOT NULL AND e.REC <> 'X1' AND coalesce(e.LS, '') NOT IN ('V3', 'V4')
  AND e.DEC >= c.starts AND e.DEC <= c.ends;
