-- rule: INT18
-- severity: error
-- fields: UASC.DOB
-- message: The date of birth in the file of unaccompanied asylum-seeking children is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT18
-- needs: Header, UASC
SELECT DISTINCT t.row AS "UASC.DOB"
FROM UASC t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
