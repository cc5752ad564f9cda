-- rule: 9011
-- severity: error
-- fields: PreProceedings.PPOutcome
-- message: The outcome of pre-proceedings is not one of the codes.
-- remedy: Choose A, B or C.
-- source: Children in need census 2026 to 2027 (draft), validation rule 9011
SELECT p.row AS "PreProceedings.PPOutcome"
FROM PreProceedings p
WHERE p.PPOutcome NOT IN ('A', 'B', 'C');
