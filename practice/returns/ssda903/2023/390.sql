-- rule: 390
-- severity: error
-- fields: Episodes.PLACE
-- message: The reason is adoption (E11, E12), but the child was not placed for adoption in the
--   episode that ends so.
-- remedy: Check the placement: a child who is adopted was placed for adoption before (A3 to A6).
--   If the placement changed before the order, end the episode then and start a new one.
-- source: SSDA903 return 2026 to 2027, validation rule 390
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE REC IN ('E11', 'E12') AND (PLACE IS NULL OR PLACE NOT IN ('A3', 'A4', 'A5', 'A6'));
