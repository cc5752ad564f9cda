-- rule: 303
-- severity: error
-- fields: UASC.DUC, Header.UASC
-- message: There is a date on which the status of unaccompanied asylum-seeking child ended, but the child
--   is not returned as one.
-- remedy: Enter 1 for the status, or take the date out.
-- source: SSDA903 return 2026 to 2027, validation rule 303
-- needs: Header, UASC
SELECT u.row AS "UASC.DUC", h.row AS "Header.UASC"
FROM UASC u JOIN Header h ON h.child_no = u.child_no
WHERE u.DUC_text IS NOT NULL AND h.UASC IS NOT '1';
