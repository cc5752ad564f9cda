-- rule: 8995Q
-- severity: query
-- fields: PreProceedings.PPStartDate
-- message: No child in this return has any information about pre-proceedings or family group
--   decision making.
-- remedy: If you do not collect it yet, give that as the reason. Otherwise check why it does not
--   reach the return.
-- source: Children in need census 2026 to 2027 (draft), validation rule 8995Q
SELECT -1 AS "PreProceedings.PPStartDate"
WHERE NOT EXISTS (SELECT 1 FROM PreProceedings);
