-- rule: INT36
-- severity: error
-- fields: UASC.CHILD
-- message: The child is in the file of unaccompanied asylum-seeking children more than once.
-- remedy: Keep one row for the child. If they are two children, give each a number of its own.
-- source: SSDA903 return 2026 to 2027, validation rule INT36
SELECT t.row AS "UASC.CHILD"
FROM UASC t JOIN (
    SELECT child_no FROM UASC WHERE child_no IS NOT NULL GROUP BY child_no HAVING count(*) > 1
) d ON d.child_no = t.child_no;
