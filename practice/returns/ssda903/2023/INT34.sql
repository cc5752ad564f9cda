-- rule: INT34
-- severity: error
-- fields: OC3.CHILD
-- message: The child is in the file of care leavers (OC3) more than once.
-- remedy: Keep one row for the child. If they are two children, give each a number of its own.
-- source: SSDA903 return 2026 to 2027, validation rule INT34
SELECT t.row AS "OC3.CHILD"
FROM OC3 t JOIN (
    SELECT child_no FROM OC3 WHERE child_no IS NOT NULL GROUP BY child_no HAVING count(*) > 1
) d ON d.child_no = t.child_no;
