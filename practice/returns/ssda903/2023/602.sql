-- rule: 602
-- severity: error
-- fields: AD1.CHILD
-- message: There are details of an adoption, but no episode of the child ended in adoption this year.
-- remedy: Check the reason the last episode ceased (E11 or E12), or take the adoption details out.
-- source: SSDA903 return 2026 to 2027, validation rule 602
-- needs: Episodes, AD1
SELECT a.row AS "AD1.CHILD"
FROM AD1 a
WHERE (a.DATE_INT_text IS NOT NULL OR a.DATE_MATCH_text IS NOT NULL OR a.FOSTER_CARE IS NOT NULL
       OR a.NB_ADOPTR IS NOT NULL OR a.SEX_ADOPTR IS NOT NULL OR a.LS_ADOPTR IS NOT NULL)
  AND NOT EXISTS (
      SELECT 1 FROM Episodes e, collection c
      WHERE e.child_no = a.child_no AND e.REC IN ('E11', 'E12') AND e.DEC >= c.starts AND e.DEC <= c.ends
  );
