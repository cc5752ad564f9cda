-- rule: 625
-- severity: error
-- fields: Header.MC_DOB, Episodes.DEC
-- message: The first child was born after the end of the year, or after the mother ceased to be looked after.
-- remedy: Check the date of birth of the first child. A child born after care ended is not returned.
-- source: SSDA903 return 2026 to 2027, validation rule 625
-- needs: Episodes, Header
WITH latest AS (
    SELECT child_no, max(DEC) AS dec, count(*) = count(DEC_text) AS over
    FROM Episodes WHERE child_no IS NOT NULL GROUP BY child_no
)
SELECT h.row AS "Header.MC_DOB", e.row AS "Episodes.DEC"
FROM collection c, Header h
LEFT JOIN latest l ON l.child_no = h.child_no
LEFT JOIN Episodes e ON e.child_no = h.child_no AND e.DEC = l.dec
WHERE h.MC_DOB > c.ends OR (h.MC_DOB > l.dec AND l.over);
