-- rule: 620
-- severity: query
-- fields: Header.MOTHER
-- message: The child is recorded as a mother but was under 11 at the start of the year.
-- remedy: Check the date of birth and the mother field.
-- source: SSDA903 return 2026 to 2027, validation rule 620
SELECT h.row AS "Header.MOTHER" FROM Header h, collection c
WHERE CAST(h.MOTHER AS INTEGER) = 1 AND h.DOB > add_years(c.starts, -11);
