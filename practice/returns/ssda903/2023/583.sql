-- rule: 583
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED_CEASED
-- message: There is a later decision to place the child for adoption, and this earlier one has not been ended.
-- remedy: Give the date on which the earlier decision was revoked, or take it out if it was not made.
-- source: SSDA903 return 2026 to 2027, validation rule 583
SELECT p.row AS "PlacedAdoption.DATE_PLACED_CEASED"
FROM PlacedAdoption p
WHERE p.DATE_PLACED_CEASED_text IS NULL
  AND EXISTS (SELECT 1 FROM PlacedAdoption l WHERE l.child_no = p.child_no AND l.DATE_PLACED > p.DATE_PLACED);
