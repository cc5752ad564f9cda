-- rule: 1002
-- severity: query
-- fields: OC3.IN_TOUCH
-- message: The young person has care leaver details but no episode this year or last year.
-- remedy: Check the child's identifier, or take the details out. If the care was before last year, explain
--   so.
-- source: SSDA903 return 2026 to 2027, validation rule 1002
-- needs: Episodes, Episodes_last, OC3
SELECT o.row AS "OC3.IN_TOUCH" FROM OC3 o
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = o.child_no)
  AND NOT EXISTS (SELECT 1 FROM Episodes_last e WHERE e.child_no = o.child_no);
