-- rule: 351
-- severity: error
-- fields: Header.DOB
-- message: The person was over 25 when the year began.
-- remedy: Check the date of birth. The return does not cover anybody older.
-- source: SSDA903 return 2026 to 2027, validation rule 351
SELECT h.row AS "Header.DOB" FROM Header h
WHERE h.DOB < (SELECT add_years(starts, -25) FROM collection);
