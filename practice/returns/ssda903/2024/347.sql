-- rule: 347
-- severity: error
-- fields: OC3.ACCOM
-- message: A care leaver under 18 at the start of the year is returned as living in a foyer.
-- remedy: Check the accommodation and the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 347
SELECT o.row AS "OC3.ACCOM" FROM OC3 o, collection c
WHERE o.ACCOM IN ('T', 'T1', 'T2') AND o.DOB > add_years(c.starts, -18);
