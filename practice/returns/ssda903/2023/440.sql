-- rule: 440
-- severity: error
-- fields: Reviews.REVIEW_CODE
-- message: The review is recorded as one of a child under 4 (PN0), but the child was 4 or over.
-- remedy: Check the date of birth and the date of the review. For a child of 4 or over, record
--   how the child took part (PN1 to PN7).
-- source: SSDA903 return 2026 to 2027, validation rule 440
-- needs: Reviews
SELECT row AS "Reviews.REVIEW_CODE" FROM Reviews
-- Subtracting two dates subtracts their years, which settles most rows quickly.
WHERE REVIEW_CODE = 'PN0' AND REVIEW - DOB >= 4 AND REVIEW >= add_years(DOB, 4);
