-- rule: 441
-- severity: error
-- fields: Reviews.REVIEW_CODE
-- message: The review is recorded with how the child took part (PN1 to PN7), but the child was
--   under 4.
-- remedy: Check the date of birth and the date of the review. For a child under 4, record PN0.
-- source: SSDA903 return 2026 to 2027, validation rule 441
-- needs: Reviews
SELECT row AS "Reviews.REVIEW_CODE" FROM Reviews
WHERE REVIEW_CODE IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')
  -- Subtracting two dates subtracts their years, which settles most rows quickly.
  AND REVIEW - DOB <= 4 AND REVIEW < add_years(DOB, 4);
