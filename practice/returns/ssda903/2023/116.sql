-- rule: 116
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED_CEASED
-- message: The date of the decision no longer to place the child for adoption is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 116
SELECT row AS "PlacedAdoption.DATE_PLACED_CEASED" FROM PlacedAdoption
WHERE DATE_PLACED_CEASED IS NULL AND DATE_PLACED_CEASED_text IS NOT NULL;
