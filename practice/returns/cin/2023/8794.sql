-- rule: 8794
-- severity: error
-- fields: Disabilities.Disability
-- message: The child has the same disability code more than once.
-- remedy: Keep each code once.
-- source: Children in need census 2025 to 2026, validation rule 8794
SELECT d.row AS "Disabilities.Disability"
FROM Disabilities d
WHERE EXISTS (SELECT 1 FROM Disabilities o
              WHERE o.child_no = d.child_no AND o.Disability = d.Disability AND o.row <> d.row);
