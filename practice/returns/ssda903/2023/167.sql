-- rule: 167
-- severity: error
-- fields: Reviews.REVIEW_CODE
-- message: How the child took part in the review is not one of the codes in use or is not filled in.
-- remedy: Choose one of PN0, PN1, PN2, PN3, PN4, PN5, PN6, PN7.
-- source: SSDA903 return 2026 to 2027, validation rule 167
SELECT row AS "Reviews.REVIEW_CODE" FROM Reviews
WHERE REVIEW_CODE NOT IN ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')
   OR REVIEW_CODE IS NULL;
