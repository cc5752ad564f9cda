-- rule: 543
-- severity: error
-- fields: OC2.CONVICTED
-- message: The child is 10 or over and was looked after for the whole year, but there is no
--   answer about convictions.
-- remedy: Say whether the child was convicted in the year (1) or not (0).
-- source: SSDA903 return 2026 to 2027, validation rule 543
-- needs: Episodes, OC2
SELECT o.row AS "OC2.CONVICTED"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.CONVICTED IS NULL AND o.DOB <= (SELECT add_years(ends, -10) FROM collection);
