-- rule: INT32
-- severity: error
-- fields: Header.CHILD
-- message: The child is in the header more than once.
-- remedy: Keep one row for the child. If they are two children, give each a number of its own.
-- source: SSDA903 return 2026 to 2027, validation rule INT32
SELECT t.row AS "Header.CHILD"
FROM Header t JOIN (
    SELECT child_no FROM Header WHERE child_no IS NOT NULL GROUP BY child_no HAVING count(*) > 1
) d ON d.child_no = t.child_no;
