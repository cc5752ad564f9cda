-- rule: 191
-- severity: error
-- fields: OC2.IMMUNISATIONS, Episodes.CHILD
-- message: The child was looked after all year but the answers on health are missing.
-- remedy: Fill in immunisations, teeth check, health assessment and substance misuse.
-- source: SSDA903 return 2026 to 2027, validation rule 191
-- needs: Episodes, OC2
SELECT o.row AS "OC2.IMMUNISATIONS"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.IMMUNISATIONS IS NULL OR o.TEETH_CHECK IS NULL OR o.HEALTH_ASSESSMENT IS NULL
   OR o.SUBSTANCE_MISUSE IS NULL;
SELECT e.row AS "Episodes.CHILD"
FROM Episodes e JOIN looked_after_12_months l ON l.child_no = e.child_no
WHERE NOT EXISTS (SELECT 1 FROM OC2 o WHERE o.child_no = e.child_no);
