-- rule: 215
-- severity: error
-- fields: OC2.CONVICTED, OC3.IN_TOUCH
-- message: The young person has care leaver details and answers for a child looked after all year.
-- remedy: Keep only the one that fits: nobody is both.
-- source: SSDA903 return 2026 to 2027, validation rule 215
SELECT o.row AS "OC2.CONVICTED", l.row AS "OC3.IN_TOUCH"
FROM OC3 l JOIN OC2 o ON o.child_no = l.child_no
WHERE coalesce(l.IN_TOUCH, l.ACTIV, l.ACCOM) IS NOT NULL
  AND coalesce(o.CONVICTED, o.HEALTH_CHECK, o.IMMUNISATIONS, o.TEETH_CHECK, o.HEALTH_ASSESSMENT,
               o.SUBSTANCE_MISUSE, o.INTERVENTION_RECEIVED, o.INTERVENTION_OFFERED) IS NOT NULL;
