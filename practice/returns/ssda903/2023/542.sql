-- rule: 542
-- severity: error
-- fields: OC2.CONVICTED
-- message: There is an answer about convictions for a child under 10 at the end of the year.
-- remedy: Nobody under 10 can be convicted. Leave the answer empty, or check the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 542
-- needs: OC2
SELECT o.row AS "OC2.CONVICTED"
FROM OC2 o
WHERE o.CONVICTED IS NOT NULL AND o.DOB > (SELECT add_years(ends, -10) FROM collection);
