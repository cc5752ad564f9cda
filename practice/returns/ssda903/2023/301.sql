-- rule: 301
-- severity: error
-- fields: Header.DOB
-- message: The date of birth lies after the end of the year.
-- remedy: Check the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 301
SELECT h.row AS "Header.DOB" FROM Header h, collection c WHERE h.DOB > c.ends;
