-- rule: 601
-- severity: error
-- fields: Episodes.REC, AD1.DATE_INT
-- message: The child was adopted in the year, but the details of the adoption are not complete.
-- remedy: Fill in all six: date of the decision, date of matching, whether the adopters were the foster carers, and
--   their number, sex and legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 601
-- needs: Episodes, AD1
SELECT e.row AS "Episodes.REC", a.row AS "AD1.DATE_INT"
FROM collection c, AD1 a JOIN Episodes e ON e.child_no = a.child_no
WHERE e.REC IN ('E11', 'E12') AND e.DEC >= c.starts AND e.DEC <= c.ends
  AND (a.DATE_INT_text IS NULL OR a.DATE_MATCH_text IS NULL OR a.FOSTER_CARE IS NULL
       OR a.NB_ADOPTR IS NULL OR a.SEX_ADOPTR IS NULL OR a.LS_ADOPTR IS NULL);
