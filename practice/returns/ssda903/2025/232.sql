-- rule: 232
-- severity: query
-- fields: Header.SEX
-- message: The sex of the child is returned as unknown.
-- remedy: Check whether it is known by now.
-- source: SSDA903 return 2026 to 2027, validation rule 232
SELECT row AS "Header.SEX" FROM Header WHERE SEX = 'U';
