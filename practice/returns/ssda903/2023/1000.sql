-- rule: 1000
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: The young person died while looked after, so there can be no care leaver details.
-- remedy: Take the care leaver details out, or correct the reason why the episode ceased.
-- source: SSDA903 return 2026 to 2027, validation rule 1000
-- needs: Episodes, OC3
SELECT o.row AS "OC3.IN_TOUCH" FROM OC3 o
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
  AND (EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = o.child_no AND e.REC = 'E2')
       OR EXISTS (SELECT 1 FROM Episodes_last e WHERE e.child_no = o.child_no AND e.REC = 'E2'));
