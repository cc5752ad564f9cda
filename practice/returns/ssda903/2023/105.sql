-- rule: 105
-- severity: error
-- fields: Header.UASC
-- message: Whether the child is an unaccompanied asylum-seeking child is missing, or neither 0 nor 1.
-- remedy: Enter 1 for yes or 0 for no.
-- source: SSDA903 return 2026 to 2027, validation rule 105
-- note: In the CSV form the item does not exist: the child is one if the UASC file holds the child.
SELECT h.row AS "Header.UASC" FROM Header h, collection c
WHERE c.file_format = 'xml' AND (h.UASC IS NULL OR h.UASC NOT IN ('0', '1'));
