-- rule: 626
-- severity: error
-- fields: Header.MC_DOB
-- message: Last year the child was not a mother, but her first child was born before this year began.
-- remedy: Check the date of birth of the first child; if it is right, last year's return was wrong: note it.
-- source: SSDA903 return 2026 to 2027, validation rule 626
-- needs: Header, Header_last
SELECT DISTINCT h.row AS "Header.MC_DOB"
FROM collection c, Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE CAST(h.MOTHER AS INTEGER) = 1 AND h.MC_DOB < c.starts
  AND l.MOTHER IS NOT NULL AND CAST(l.MOTHER AS INTEGER) = 0;
