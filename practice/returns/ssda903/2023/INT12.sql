-- rule: INT12
-- severity: error
-- fields: PlacedAdoption.DOB
-- message: The date of birth in the file of placed for adoption is not the one in the header.
-- remedy: Find out which is right and use it in every file.
-- source: SSDA903 return 2026 to 2027, validation rule INT12
-- needs: Header, PlacedAdoption
SELECT DISTINCT t.row AS "PlacedAdoption.DOB"
FROM PlacedAdoption t JOIN Header h ON h.child_no = t.child_no
WHERE t.DOB_text <> h.DOB_text;
