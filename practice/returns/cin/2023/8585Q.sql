-- rule: 8585Q
-- severity: query
-- fields: CINdetails.ReasonForClosure, ChildIdentifiers.PersonDeathDate
-- message: The episode was closed because the child died, but the child has no date of death.
-- remedy: Enter the date of death, or change the reason for closure.
-- source: Children in need census 2025 to 2026, validation rule 8585Q
SELECT c.row AS "CINdetails.ReasonForClosure",
       i.row AS "ChildIdentifiers.PersonDeathDate"
FROM CINdetails c JOIN ChildIdentifiers i ON i.child_no = c.child_no
WHERE c.ReasonForClosure = 'RC2' AND i.PersonDeathDate IS NULL;
