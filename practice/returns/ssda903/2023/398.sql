-- rule: 398
-- severity: error
-- fields: Episodes.HOME_POST, Episodes.PL_POST
-- message: There are postcodes for a child in short breaks (V3 or V4).
-- remedy: Postcodes are not asked for short breaks: leave them empty, or check the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 398
-- needs: Episodes
SELECT CASE WHEN HOME_POST IS NOT NULL THEN row END AS "Episodes.HOME_POST",
       CASE WHEN PL_POST IS NOT NULL THEN row END AS "Episodes.PL_POST"
FROM Episodes
WHERE LS IN ('V3', 'V4') AND (HOME_POST IS NOT NULL OR PL_POST IS NOT NULL);
