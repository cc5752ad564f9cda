-- rule: 199
-- severity: error
-- fields: Episodes.CHILD
-- message: The child was adopted out of care before this episode began.
-- remedy: Check the child's identifier: an adopted child who comes into care again has a new one. Or
--   correct the reason why the earlier episode ceased.
-- source: SSDA903 return 2026 to 2027, validation rule 199
SELECT DISTINCT e.row AS "Episodes.CHILD"
FROM Episodes a CROSS JOIN Episodes e
WHERE a.REC IN ('E11', 'E12') AND e.child_no = a.child_no AND e.DECOM > a.DECOM;
SELECT DISTINCT e.row AS "Episodes.CHILD"
FROM Episodes_last a CROSS JOIN Episodes e
WHERE a.REC IN ('E11', 'E12') AND e.child_no = a.child_no AND e.DECOM > a.DECOM;
