-- rule: INT17
-- severity: error
-- fields: Reviews.DOB
-- message: The date of birth in the file of reviews is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT17
-- needs: Header, Reviews
SELECT DISTINCT t.row AS "Reviews.DOB"
FROM Reviews t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
