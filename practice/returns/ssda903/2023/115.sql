-- rule: 115
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED
-- message: The date of the decision to place the child for adoption is not a real date.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 115
SELECT row AS "PlacedAdoption.DATE_PLACED" FROM PlacedAdoption
WHERE DATE_PLACED IS NULL AND DATE_PLACED_text IS NOT NULL;
