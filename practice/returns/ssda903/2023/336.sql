-- rule: 336
-- severity: error
-- fields: Episodes.PLACE
-- message: The child was placed for adoption with the present foster carers, but was not with foster carers
--   just before.
-- remedy: Check the placement codes of this and the previous episode.
-- source: SSDA903 return 2026 to 2027, validation rule 336
-- note: Only A3 and A5 are placements with the present foster carers. A child placed with other adopters
--   (A4, A6) may come from any placement.
SELECT e.row AS "Episodes.PLACE"
FROM Episodes e JOIN Episodes p ON p.row = e.previous
WHERE e.PLACE IN ('A3', 'A5')
  AND (p.PLACE IS NULL
       OR p.PLACE NOT IN ('A3', 'A4', 'A5', 'A6', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'));
