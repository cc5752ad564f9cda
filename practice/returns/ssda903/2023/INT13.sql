-- rule: INT13
-- severity: error
-- fields: Missing.DOB
-- message: The date of birth in the file of missing is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT13
-- needs: Header, Missing
SELECT DISTINCT t.row AS "Missing.DOB"
FROM Missing t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
