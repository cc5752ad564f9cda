-- rule: 205A
-- severity: error
-- fields: Header.UASC, UASC.CHILD
-- message: The child was an unaccompanied asylum-seeking child last year and is not one this year, but no
--   date before this year says that the status ended.
-- remedy: Return the child as one this year too, with the date on which the status ended, or correct the
--   date.
-- source: SSDA903 return 2026 to 2027, validation rule 205A
-- needs: Header, UASC_last
-- note: A child whose status ends during the year is returned with it for that year, so only an end before
--   the year explains the change.
-- Without a header of last year a date says that the child was one.
SELECT h.row AS "Header.UASC", u.row AS "UASC.CHILD"
FROM Header h LEFT JOIN Header_last hl ON hl.child_no = h.child_no
LEFT JOIN UASC u ON u.child_no = h.child_no
LEFT JOIN UASC_last p ON p.child_no = h.child_no, collection c
WHERE coalesce(hl.UASC, CASE WHEN p.DUC_text IS NOT NULL THEN '1' END) = '1' AND h.UASC = '0'
  AND (p.DUC IS NULL OR p.DUC >= c.starts) AND (u.DUC IS NULL OR u.DUC >= c.starts);
