-- rule: INT15
-- severity: error
-- fields: OC3.DOB
-- message: The date of birth in the file of care leavers (OC3) is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT15
-- needs: Header, OC3
SELECT DISTINCT t.row AS "OC3.DOB"
FROM OC3 t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
