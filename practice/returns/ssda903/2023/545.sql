-- rule: 545
-- severity: error
-- fields: OC2.HEALTH_CHECK
-- message: The child is under 5 and was looked after for the whole year, but there is no answer
--   about health checks.
-- remedy: Say whether the checks for children under 5 were up to date (1) or not (0).
-- source: SSDA903 return 2026 to 2027, validation rule 545
-- needs: Episodes, OC2
SELECT o.row AS "OC2.HEALTH_CHECK"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.HEALTH_CHECK IS NULL AND o.DOB > (SELECT add_years(ends, -5) FROM collection);
