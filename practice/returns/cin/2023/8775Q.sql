-- rule: 8775Q
-- severity: query
-- fields: ChildIdentifiers.PersonBirthDate, CINdetails.CINclosureDate
-- message: The child is over 25 and the episode did not end by the 25th birthday.
-- remedy: Check the date of birth and the day the episode was closed.
-- source: Children in need census 2025 to 2026, validation rule 8775Q
SELECT i.row AS "ChildIdentifiers.PersonBirthDate",
       c.row AS "CINdetails.CINclosureDate"
FROM ChildIdentifiers i JOIN CINdetails c ON c.child_no = i.child_no
WHERE i.PersonBirthDate < (SELECT add_years(period_end, -25) FROM census)
  AND (c.CINclosureDate IS NULL OR c.CINclosureDate > add_years(i.PersonBirthDate, 25));
