-- rule: 1015
-- severity: error
-- fields: Episodes.PL_LA
-- message: The placement is said to be provided by this authority itself, but lies in another authority's
--   area.
-- remedy: Check the provider code and the postcode of the placement.
-- source: SSDA903 return 2026 to 2027, validation rule 1015
-- note: The authority's own foster carers and flats for independent living may lie outside its area.
--   Where the placement or the legal status is missing nothing can be said.
SELECT e.row AS "Episodes.PL_LA" FROM Episodes e, collection c
WHERE e.PLACE_PROVIDER = 'PR1' AND e.PL_LA <> c.local_authority
  AND e.PLACE NOT IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'P2') AND e.LS NOT IN ('V3', 'V4');
