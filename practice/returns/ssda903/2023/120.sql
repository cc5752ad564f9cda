-- rule: 120
-- severity: error
-- fields: PlacedAdoption.REASON_PLACED_CEASED
-- message: The reason for no longer placing the child for adoption is not one of the codes in use.
-- remedy: Choose one of RD1, RD2, RD3, RD4.
-- source: SSDA903 return 2025 to 2026, validation rule 120
SELECT row AS "PlacedAdoption.REASON_PLACED_CEASED" FROM PlacedAdoption
WHERE REASON_PLACED_CEASED NOT IN ('RD1', 'RD2', 'RD3', 'RD4');
