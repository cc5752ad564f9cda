-- rule: 516
-- severity: error
-- fields: Episodes.PLACE
-- message: The reason is a special guardianship order to former foster carers (E45, E46), but the
--   child was not in a foster placement (U1 to U6) when it was made.
-- remedy: Check the placement of the last episode. If the guardian was not the foster carer, the
--   reason is E47 or E48.
-- source: SSDA903 return 2026 to 2027, validation rule 516
-- needs: Episodes
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE REC IN ('E45', 'E46')
  AND (PLACE IS NULL OR PLACE NOT IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6'));
