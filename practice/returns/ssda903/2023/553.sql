-- rule: 553
-- severity: error
-- fields: Episodes.LS, PlacedAdoption.DATE_PLACED
-- message: There is a placement order (E1), but not the decision in force that the child should
--   be placed for adoption.
-- remedy: Add the date of the decision. While the order stands, leave the date and the reason for
--   no longer placing the child empty; if the plan has ended, check whether the order was
--   revoked.
-- source: SSDA903 return 2026 to 2027, validation rule 553
-- needs: Episodes, PlacedAdoption
-- No row at all for the child.
SELECT e.row AS "Episodes.LS"
FROM Episodes e
WHERE e.LS = 'E1'
  AND NOT EXISTS (SELECT 1 FROM PlacedAdoption p WHERE p.child_no = e.child_no);

-- The plan is said to have ended while the order stands, or the date is in no row of the child.
SELECT p.row AS "PlacedAdoption.DATE_PLACED"
FROM PlacedAdoption p
WHERE ((p.DATE_PLACED_CEASED_text IS NOT NULL OR p.REASON_PLACED_CEASED IS NOT NULL)
       AND EXISTS (SELECT 1 FROM Episodes e
                   WHERE e.child_no = p.child_no AND e.LS = 'E1' AND e.DEC_text IS NULL))
   OR (EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = p.child_no AND e.LS = 'E1')
       AND NOT EXISTS (SELECT 1 FROM PlacedAdoption d
                       WHERE d.child_no = p.child_no AND d.DATE_PLACED_text IS NOT NULL));
