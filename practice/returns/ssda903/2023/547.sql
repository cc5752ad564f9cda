-- rule: 547
-- severity: error
-- fields: OC2.HEALTH_CHECK
-- message: There is an answer about health checks, but one about immunisations, teeth, health
--   assessment or substance misuse is missing.
-- remedy: Fill in all four, 1 or 0. They are asked of every child looked after for the whole
--   year.
-- source: SSDA903 return 2026 to 2027, validation rule 547
-- needs: OC2
-- note: An answer is there when it is 0 or 1: the Department says so in the message of rule 181.
SELECT row AS "OC2.HEALTH_CHECK" FROM OC2
WHERE HEALTH_CHECK IS NOT NULL
  AND (IMMUNISATIONS IS NULL OR TEETH_CHECK IS NULL OR HEALTH_ASSESSMENT IS NULL
    OR SUBSTANCE_MISUSE IS NULL);
