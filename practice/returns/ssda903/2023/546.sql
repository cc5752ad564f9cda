-- rule: 546
-- severity: error
-- fields: OC2.HEALTH_CHECK
-- message: There is an answer about health checks for a child of 5 or over.
-- remedy: The question is about children under 5. Leave the answer empty, or check the date of
--   birth.
-- source: SSDA903 return 2026 to 2027, validation rule 546
-- needs: Episodes, OC2
SELECT o.row AS "OC2.HEALTH_CHECK"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.HEALTH_CHECK IS NOT NULL AND o.DOB <= (SELECT add_years(ends, -5) FROM collection);
