-- rule: 1016
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: Care leaver details are given for a young person who was still looked after on the birthday: they are not
--   asked for this year.
-- remedy: Take the three care leaver items out. They are asked only of those who had left care before their 17th or
--   18th birthday.
-- source: SSDA903 return 2026 to 2027, validation rule 1016
-- needs: OC3, Episodes
SELECT DISTINCT o.row AS "OC3.IN_TOUCH"
FROM collection c, OC3 o JOIN Episodes e ON e.child_no = o.child_no AND e.next IS NULL
WHERE age_on(o.DOB, c.ends) IN (17, 18)
  AND e.DEC >= add_years(o.DOB, age_on(o.DOB, c.ends))
  AND (o.IN_TOUCH IS NOT NULL OR o.ACTIV IS NOT NULL OR o.ACCOM IS NOT NULL);
