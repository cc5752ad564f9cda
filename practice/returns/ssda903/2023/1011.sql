-- rule: 1011
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: The care of this young person passed to another authority, which returns the care leaver
--   details.
-- remedy: Take the details out, or correct the reason why the last episode ceased.
-- source: SSDA903 return 2026 to 2027, validation rule 1011
-- needs: Episodes, OC3
SELECT o.row AS "OC3.IN_TOUCH"
FROM OC3 o JOIN Episodes e ON e.child_no = o.child_no AND e.next IS NULL
WHERE e.REC = 'E3' AND coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL;
