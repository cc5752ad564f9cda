-- rule: 198
-- severity: error
-- fields: OC2.SDQ_REASON
-- message: There is a reason for having no strengths and difficulties score for a child who was not looked
--   after for the whole year.
-- remedy: Take the reason out, or check the child's episodes.
-- source: SSDA903 return 2026 to 2027, validation rule 198
-- needs: Episodes, OC2
SELECT o.row AS "OC2.SDQ_REASON" FROM OC2 o
WHERE o.SDQ_REASON IS NOT NULL AND o.child_no NOT IN (SELECT child_no FROM looked_after_12_months);
