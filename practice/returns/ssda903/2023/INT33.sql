-- rule: INT33
-- severity: error
-- fields: OC2.CHILD
-- message: The child is in the file of outcomes (OC2) more than once.
-- remedy: Keep one row for the child. If they are two children, give each a number of its own.
-- source: SSDA903 return 2026 to 2027, validation rule INT33
SELECT t.row AS "OC2.CHILD"
FROM OC2 t JOIN (
    SELECT child_no FROM OC2 WHERE child_no IS NOT NULL GROUP BY child_no HAVING count(*) > 1
) d ON d.child_no = t.child_no;
