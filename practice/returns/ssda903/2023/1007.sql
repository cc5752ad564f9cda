-- rule: 1007
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: Care leaver details are not asked of a young person who was still looked after on the 17th or
--   18th birthday of this year.
-- remedy: Take the details out, or check the episodes and the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 1007
-- needs: Episodes, OC3
SELECT DISTINCT o.row AS "OC3.IN_TOUCH"
FROM collection c, OC3 o
JOIN Episodes e ON e.child_no = o.child_no
WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
  AND age_on(o.DOB, c.ends) IN (17, 18)
  AND e.DECOM <= add_years(o.DOB, age_on(o.DOB, c.ends))
  AND (e.DEC_text IS NULL OR e.DEC > add_years(o.DOB, age_on(o.DOB, c.ends)));
