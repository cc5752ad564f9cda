-- rule: 166
-- severity: error
-- fields: Reviews.REVIEW
-- message: The date of the review is not a real date or is not filled in.
-- remedy: Enter a real date, written like 31/03/2026.
-- source: SSDA903 return 2026 to 2027, validation rule 166
SELECT row AS "Reviews.REVIEW" FROM Reviews
WHERE REVIEW IS NULL;
