-- rule: 205C
-- severity: error
-- fields: UASC.DUC, Header.UASC
-- message: The child is an unaccompanied asylum-seeking child in neither year, but there is a date on which
--   this status ended.
-- remedy: Take the date out, or enter the status.
-- source: SSDA903 return 2026 to 2027, validation rule 205C
-- needs: Header, Header_last
-- note: In the CSV form a child in the UASC file is one, so the fault cannot arise.
SELECT u.row AS "UASC.DUC", h.row AS "Header.UASC"
FROM Header h JOIN Header_last hl ON hl.child_no = h.child_no
LEFT JOIN UASC u ON u.child_no = h.child_no
LEFT JOIN UASC_last p ON p.child_no = h.child_no, collection c
WHERE c.file_format = 'xml' AND hl.UASC = '0' AND h.UASC = '0'
  AND (u.DUC_text IS NOT NULL OR p.DUC_text IS NOT NULL);
