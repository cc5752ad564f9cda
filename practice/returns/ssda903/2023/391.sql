-- rule: 391
-- severity: error
-- fields: OC3.DOB
-- message: There is care leaver information for a child who is not yet 17 at the end of the
--   collection year.
-- remedy: Check the date of birth. If it is right, take the row out of the care leavers.
-- source: SSDA903 return 2026 to 2027, validation rule 391
-- needs: OC3
SELECT o.row AS "OC3.DOB"
FROM OC3 o
WHERE o.DOB > (SELECT add_years(ends, -17) FROM collection)
  AND (o.IN_TOUCH IS NOT NULL OR o.ACTIV IS NOT NULL OR o.ACCOM IS NOT NULL);
