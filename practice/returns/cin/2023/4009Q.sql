-- rule: 4009Q
-- severity: query
-- fields: ChildIdentifiers.PersonDeathDate, CINplanDates.CINPlanEndDate
-- message: The child in need plan ends after the child's death.
-- remedy: A plan ends at the latest on the day the child died. Check both dates, or explain.
-- source: Children in need census 2025 to 2026, validation rule 4009Q
SELECT i.row AS "ChildIdentifiers.PersonDeathDate",
       n.row AS "CINplanDates.CINPlanEndDate"
FROM CINplanDates n JOIN ChildIdentifiers i ON i.child_no = n.child_no
WHERE n.CINPlanEndDate > i.PersonDeathDate;
