-- rule: INT16
-- severity: error
-- fields: PrevPerm.DOB
-- message: The date of birth in the file of previous permanence is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT16
-- needs: Header, PrevPerm
SELECT DISTINCT t.row AS "PrevPerm.DOB"
FROM PrevPerm t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
