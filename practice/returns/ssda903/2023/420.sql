-- rule: 420
-- severity: error
-- fields: Episodes.PL_LA
-- message: A placement authority is worked out for a child in short breaks (V3 or V4).
-- remedy: The postcode of the placement is not asked for short breaks: leave it empty, or check
--   the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 420
-- needs: Episodes
SELECT row AS "Episodes.PL_LA" FROM Episodes WHERE LS IN ('V3', 'V4') AND PL_LA IS NOT NULL;
