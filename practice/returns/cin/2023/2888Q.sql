-- rule: 2888Q
-- severity: query
-- fields: Disabilities.Disability
-- message: No child in this return has more than one disability recorded.
-- remedy: Many disabled children have several disabilities. Check that all of them reach the
--   return, and not only the first.
-- source: Children in need census 2025 to 2026, validation rule 2888Q
SELECT -1 AS "Disabilities.Disability"
FROM (SELECT max(codes) AS most
      FROM (SELECT count(DISTINCT d.Disability) AS codes FROM Disabilities d
            WHERE d.Disability <> 'NONE' GROUP BY d.child_no))
WHERE most = 1;
