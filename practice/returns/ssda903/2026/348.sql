-- rule: 348
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: Last year this care leaver was returned as having died.
-- remedy: Check the child's number. If the young person has died, take the care leaver row out.
-- source: SSDA903 return 2026 to 2027, validation rule 348
-- needs: OC3, OC3_last
SELECT DISTINCT o.row AS "OC3.IN_TOUCH"
FROM OC3 o JOIN OC3_last l ON l.child_no = o.child_no
WHERE l.IN_TOUCH = 'DIED' AND o.IN_TOUCH IS NOT NULL;
