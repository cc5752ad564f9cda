-- rule: 624
-- severity: error
-- fields: Header.MC_DOB
-- message: The date of birth of the first child is not the one returned last year.
-- remedy: Find out which is right, and correct the other.
-- source: SSDA903 return 2026 to 2027, validation rule 624
-- needs: Header, Header_last
SELECT DISTINCT h.row AS "Header.MC_DOB"
FROM Header h JOIN Header_last l ON l.child_no = h.child_no
WHERE l.MC_DOB IS NOT NULL AND h.MC_DOB IS NOT l.MC_DOB;
