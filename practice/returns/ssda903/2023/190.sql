-- rule: 190
-- severity: error
-- fields: OC2.CONVICTED
-- message: There are answers about health or offending for a child who was not looked after for the whole
--   year.
-- remedy: Take the answers out, or check the child's episodes.
-- source: SSDA903 return 2026 to 2027, validation rule 190
-- needs: Episodes, OC2
SELECT o.row AS "OC2.CONVICTED" FROM OC2 o
WHERE coalesce(o.CONVICTED, o.HEALTH_CHECK, o.IMMUNISATIONS, o.TEETH_CHECK, o.HEALTH_ASSESSMENT,
               o.SUBSTANCE_MISUSE, o.INTERVENTION_RECEIVED, o.INTERVENTION_OFFERED) IS NOT NULL
  AND o.child_no NOT IN (SELECT child_no FROM looked_after_12_months);
