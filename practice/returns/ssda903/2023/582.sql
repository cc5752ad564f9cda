-- rule: 582
-- severity: query
-- fields: Episodes.DEC, AD1.DATE_MATCH
-- message: The child was matched with the adopters on the very day of the adoption.
-- remedy: Check the date of matching: it is nearly always some time before the adoption order.
-- source: SSDA903 return 2026 to 2027, validation rule 582
-- needs: Episodes, AD1
SELECT e.row AS "Episodes.DEC", a.row AS "AD1.DATE_MATCH"
FROM AD1 a JOIN Episodes e ON e.child_no = a.child_no
WHERE e.REC IN ('E11', 'E12') AND e.DEC = a.DATE_MATCH;
