-- rule: 119
-- severity: error
-- fields: PlacedAdoption.REASON_PLACED_CEASED
-- message: A decision no longer to place the child for adoption has a date without a reason, or a reason
--   without a date.
-- remedy: Enter both the date and the reason, or neither.
-- source: SSDA903 return 2026 to 2027, validation rule 119
SELECT row AS "PlacedAdoption.REASON_PLACED_CEASED" FROM PlacedAdoption
WHERE (DATE_PLACED_CEASED_text IS NULL) <> (REASON_PLACED_CEASED IS NULL);
