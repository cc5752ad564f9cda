-- rule: 521
-- severity: error
-- fields: AD1.DATE_INT, Episodes.DECOM
-- message: The child was placed for adoption before the date of the decision that adoption is in
--   the best interests of the child.
-- remedy: Check both dates. The decision comes before the placement, or on the same day.
-- source: SSDA903 return 2026 to 2027, validation rule 521
-- needs: Episodes, AD1
SELECT a.row AS "AD1.DATE_INT", e.row AS "Episodes.DECOM"
FROM AD1 a JOIN Episodes e ON e.child_no = a.child_no
WHERE e.PLACE IN ('A3', 'A4', 'A5', 'A6') AND a.DATE_INT > e.DECOM;
