-- rule: 2887Q
-- severity: query
-- fields: Disabilities.Disability
-- message: Seven or fewer of the disability codes are used in the whole return.
-- remedy: A small authority may really have so few. Otherwise check that every disability is
--   recorded by its own code, and not all as DDA.
-- source: Children in need census 2025 to 2026, validation rule 2887Q
SELECT -1 AS "Disabilities.Disability"
WHERE (SELECT count(DISTINCT d.Disability) FROM Disabilities d WHERE d.Disability <> 'NONE') <= 7;
