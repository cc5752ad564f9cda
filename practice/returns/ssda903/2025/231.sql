-- rule: 231
-- severity: query
-- fields: Header.DOB
-- message: An unaccompanied asylum-seeking child is under 11 at the end of the year: most are older.
-- remedy: Check the date of birth. If it is right, explain it to the Department.
-- source: SSDA903 return 2026 to 2027, validation rule 231
SELECT h.row AS "Header.DOB" FROM Header h, collection c
WHERE h.UASC = '1' AND h.DOB > add_years(c.ends, -11);
