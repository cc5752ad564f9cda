-- rule: INT14
-- severity: error
-- fields: OC2.DOB
-- message: The date of birth in the file of outcomes (OC2) is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT14
-- needs: Header, OC2
SELECT DISTINCT t.row AS "OC2.DOB"
FROM OC2 t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
