-- rule: 205B
-- severity: error
-- fields: UASC.DUC, Header.UASC
-- message: The child is an unaccompanied asylum-seeking child in both years, but the dates say that the
--   status ended earlier.
-- remedy: Check the date on which the status ended in both years. If it ended before this year, the child
--   is not one this year.
-- source: SSDA903 return 2026 to 2027, validation rule 205B
-- needs: UASC, UASC_last
SELECT u.row AS "UASC.DUC", h.row AS "Header.UASC"
FROM Header h LEFT JOIN Header_last hl ON hl.child_no = h.child_no
LEFT JOIN UASC u ON u.child_no = h.child_no
LEFT JOIN UASC_last p ON p.child_no = h.child_no, collection c
WHERE coalesce(hl.UASC, CASE WHEN p.DUC_text IS NOT NULL THEN '1' END) = '1' AND h.UASC = '1'
  AND ((p.DUC IS NOT NULL AND p.DUC IS NOT add_years(coalesce(u.DOB, p.DOB), 18))
       OR (p.DUC_text IS NULL AND u.DUC < c.starts));
-- Without a header a date says that the child was one.
SELECT u.row AS "UASC.DUC"
FROM UASC u JOIN UASC_last p ON p.child_no = u.child_no
WHERE u.DUC_text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Header h WHERE h.child_no = u.child_no)
  AND (p.DUC IS NOT NULL AND p.DUC IS NOT add_years(coalesce(u.DOB, p.DOB), 18));
