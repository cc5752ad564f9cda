-- rule: 120
-- severity: error
-- fields: PlacedAdoption.REASON_PLACED_CEASED
-- message: The reason for no longer placing the child for adoption is not one of the codes in use.
-- remedy: Enter RD1 (the child's needs changed), RD2 (the court made no placement order), RD3 (no adopters
--   were found) or RD4 (another reason).
-- source: SSDA903 return 2026 to 2027, validation rule 120
SELECT row AS "PlacedAdoption.REASON_PLACED_CEASED" FROM PlacedAdoption
WHERE REASON_PLACED_CEASED NOT IN ('RD1', 'RD2', 'RD3', 'RD4');
