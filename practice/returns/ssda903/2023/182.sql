-- rule: 182
-- severity: error
-- fields: OC2.IMMUNISATIONS
-- message: Some answers about a child looked after for twelve months are there, but not all four that are
--   always asked.
-- remedy: Fill in immunisations, teeth check, health assessment and substance misuse, or leave all eight
--   answers empty.
-- source: SSDA903 return 2026 to 2027, validation rule 182
SELECT row AS "OC2.IMMUNISATIONS" FROM OC2
WHERE (IMMUNISATIONS IS NULL OR TEETH_CHECK IS NULL OR HEALTH_ASSESSMENT IS NULL
       OR SUBSTANCE_MISUSE IS NULL)
  AND coalesce(CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT,
               SUBSTANCE_MISUSE, INTERVENTION_RECEIVED, INTERVENTION_OFFERED) IS NOT NULL;
