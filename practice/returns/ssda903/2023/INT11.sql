-- rule: INT11
-- severity: error
-- fields: AD1.DOB
-- message: The date of birth in the file of adoption is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT11
-- needs: Header, AD1
SELECT DISTINCT t.row AS "AD1.DOB"
FROM AD1 t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
