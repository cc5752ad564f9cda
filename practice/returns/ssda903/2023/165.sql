-- rule: 165
-- severity: error
-- fields: Header.MOTHER, OC3.IN_TOUCH
-- message: Whether the child is a mother is missing for a girl, or given for a boy, or neither 0 nor 1.
-- remedy: Enter 1 if she is a mother, else 0. Leave it empty for boys.
-- source: SSDA903 return 2026 to 2027, validation rule 165
-- needs: Header, Episodes
WITH wrong AS (
    SELECT h.row, h.child_no FROM Header h, collection c
    WHERE h.MOTHER NOT IN ('0', '1')
       OR (h.MOTHER IS NOT NULL AND h.SEX IN ('M', '1'))
       OR (h.MOTHER IS NULL AND h.SEX IN ('F', '2')
           AND EXISTS (SELECT 1 FROM Episodes e
                       WHERE e.child_no = h.child_no AND (e.LS IS NULL OR e.LS NOT IN ('V3', 'V4'))
                         AND e.DECOM <= c.ends AND coalesce(e.DEC, c.ends) >= c.starts))
)
SELECT w.row AS "Header.MOTHER", o.row AS "OC3.IN_TOUCH"
FROM wrong w LEFT JOIN OC3 o ON o.child_no = w.child_no;
