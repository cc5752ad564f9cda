-- rule: 558
-- severity: error
-- fields: Episodes.REC
-- message: The child was adopted (E11, E12), but every decision to place the child for adoption
--   is said to have been reversed.
-- remedy: The last decision led to the adoption: take out the date on which the plan is said to
--   have ended.
-- source: SSDA903 return 2026 to 2027, validation rule 558
-- needs: Episodes, PlacedAdoption
SELECT e.row AS "Episodes.REC"
FROM Episodes e LEFT JOIN Episodes n ON n.row = e.next
WHERE e.REC IN ('E11', 'E12') AND n.DECOM IS NULL
  AND (SELECT count(*) FROM PlacedAdoption p
       WHERE p.child_no = e.child_no AND p.DATE_PLACED_CEASED_text IS NOT NULL) > 1
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption p
                  WHERE p.child_no = e.child_no AND p.DATE_PLACED_CEASED_text IS NULL);
