-- rule: 353
-- severity: error
-- fields: Episodes.DECOM
-- message: The episode starts before 14 October 1991, when the Children Act 1989 came into force.
-- remedy: Check the start date. An episode of this return cannot be older than the Act.
-- source: SSDA903 return 2026 to 2027, validation rule 353
-- needs: Episodes
-- A date of the 19th century or before is not kept as a date: only its text says so.
SELECT row AS "Episodes.DECOM" FROM Episodes
WHERE DECOM < '1991-10-14'
   OR (DECOM IS NULL AND DECOM_text GLOB '[0-3][0-9]/[01][0-9]/1[0-8][0-9][0-9]');
