-- rule: 333
-- severity: error
-- fields: AD1.DATE_INT
-- message: The match with the adopters has a date, but the decision that adoption is right for the child
--   has none or comes later.
-- remedy: Check both dates: the decision comes first, or on the same day.
-- source: SSDA903 return 2026 to 2027, validation rule 333
SELECT row AS "AD1.DATE_INT" FROM AD1
WHERE (DATE_MATCH IS NOT NULL AND DATE_INT_text IS NULL) OR DATE_INT > DATE_MATCH;
