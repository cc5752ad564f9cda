-- rule: INT31
-- severity: error
-- fields: AD1.CHILD
-- message: The child is in the file of adoption more than once.
-- remedy: Keep one row for the child. If they are two children, give each a number of its own.
-- source: SSDA903 return 2026 to 2027, validation rule INT31
SELECT t.row AS "AD1.CHILD"
FROM AD1 t JOIN (
    SELECT child_no FROM AD1 WHERE child_no IS NOT NULL GROUP BY child_no HAVING count(*) > 1
) d ON d.child_no = t.child_no;
