-- rule: INT21
-- severity: error
-- fields: UASC.SEX
-- message: The sex in the file of unaccompanied asylum-seeking children is not the one in the header.
-- remedy: Find out which is right and use it in both files.
-- source: SSDA903 return 2026 to 2027, validation rule INT21
-- needs: Header, UASC
SELECT DISTINCT t.row AS "UASC.SEX"
FROM UASC t JOIN Header h ON h.child_no = t.child_no
WHERE t.SEX <> h.SEX;
