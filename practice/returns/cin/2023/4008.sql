-- rule: 4008
-- severity: error
-- fields: ChildIdentifiers.PersonDeathDate, CINplanDates.CINPlanStartDate
-- message: The child in need plan starts after the child's death.
-- remedy: Check the date of death and the start of the plan.
-- source: Children in need census 2025 to 2026, validation rule 4008
SELECT i.row AS "ChildIdentifiers.PersonDeathDate",
       n.row AS "CINplanDates.CINPlanStartDate"
FROM CINplanDates n JOIN ChildIdentifiers i ON i.child_no = n.child_no
WHERE n.CINPlanStartDate > i.PersonDeathDate;
