-- rule: 544
-- severity: error
-- fields: OC2.CONVICTED
-- message: There is an answer about convictions, but one about immunisations, teeth, health
--   assessment or substance misuse is missing.
-- remedy: Fill in all four, 1 or 0. They are asked of every child looked after for the whole
--   year.
-- source: SSDA903 return 2026 to 2027, validation rule 544
-- needs: OC2
SELECT row AS "OC2.CONVICTED" FROM OC2
WHERE CONVICTED IS NOT NULL
  AND (IMMUNISATIONS IS NULL OR TEETH_CHECK IS NULL OR HEALTH_ASSESSMENT IS NULL
    OR SUBSTANCE_MISUSE IS NULL);
