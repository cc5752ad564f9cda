-- rule: 8590
-- severity: error
-- fields: ChildIdentifiers.LAchildID
-- message: The child has no episode in this return.
-- remedy: Add the child's episode, or leave the child out.
-- source: Children in need census 2025 to 2026, validation rule 8590
SELECT i.row AS "ChildIdentifiers.LAchildID"
FROM ChildIdentifiers i
WHERE NOT EXISTS (SELECT 1 FROM CINdetails c WHERE c.child_no = i.child_no);
