-- rule: 210
-- severity: error
-- fields: Header.UPN, Episodes.DECOM
-- message: The code UN4 for the unique pupil number is for children in care for a week or less at 31 March;
--   this child has been looked after for longer.
-- remedy: Enter the number, or the code that says why it is not known.
-- source: SSDA903 return 2026 to 2027, validation rule 210
-- needs: Header, Episodes
-- note: UN4 means newly looked after in the last week of the year, so the fault is a stay that began before
--   24 March.
WITH start AS (
    SELECT e.row, e.child_no, e.DECOM
    FROM Header h JOIN Episodes e ON e.child_no = h.child_no LEFT JOIN Episodes p ON p.row = e.previous
    WHERE h.UPN = 'UN4' AND (e.RNE = 'S' OR e.previous IS NULL OR p.REC <> 'X1')
)
SELECT h.row AS "Header.UPN", s.row AS "Episodes.DECOM"
FROM collection c, Header h
JOIN start s ON s.child_no = h.child_no
JOIN Episodes l ON l.child_no = h.child_no AND l.next IS NULL
WHERE h.UPN = 'UN4' AND s.DECOM < add_days(c.ends, -7)
  AND (l.DEC_text IS NULL OR l.DEC > c.ends)
  AND NOT EXISTS (SELECT 1 FROM start t WHERE t.child_no = s.child_no AND t.DECOM > s.DECOM);
