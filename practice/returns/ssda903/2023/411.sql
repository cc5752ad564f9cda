-- rule: 411
-- severity: error
-- fields: Episodes.PL_LOCATION
-- message: The placement is said to lie within the authority, but its postcode lies in another
--   one.
-- remedy: Check the postcode of the placement and whether it lies inside the authority.
-- source: SSDA903 return 2026 to 2027, validation rule 411
-- needs: Episodes
SELECT e.row AS "Episodes.PL_LOCATION"
FROM Episodes e, collection c
WHERE e.PL_LOCATION = 'IN' AND e.PL_LA IS NOT c.local_authority
  AND (c.local_authority IS NOT NULL OR e.PL_LA IN ('WAL', 'SCO', 'NIR'));
