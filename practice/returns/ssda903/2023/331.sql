-- rule: 331
-- severity: error
-- fields: AD1.DATE_MATCH, Episodes.DECOM
-- message: The child was placed for adoption before the match with the adopters.
-- remedy: Check the date of the match and the first day of the episode in which the child was adopted.
-- source: SSDA903 return 2026 to 2027, validation rule 331
SELECT a.row AS "AD1.DATE_MATCH", e.row AS "Episodes.DECOM"
FROM AD1 a JOIN Episodes e ON e.child_no = a.child_no
WHERE e.REC IN ('E11', 'E12') AND a.DATE_MATCH > e.DECOM;
