-- rule: 8790
-- severity: error
-- fields: Disabilities.Disability
-- message: The child is recorded with no disability and with a disability as well.
-- remedy: Take out NONE, or the other codes.
-- source: Children in need census 2025 to 2026, validation rule 8790
-- note: The codes beside NONE are named, not NONE itself.
SELECT d.row AS "Disabilities.Disability"
FROM Disabilities d
WHERE d.Disability <> 'NONE'
  AND EXISTS (SELECT 1 FROM Disabilities n
              WHERE n.child_no = d.child_no AND n.Disability = 'NONE');
