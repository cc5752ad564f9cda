-- rule: 399
-- severity: error
-- fields: Episodes.LS, Header.MOTHER, Reviews.REVIEW
-- message: The child is only looked after in short breaks (V3 or V4), but there is an entry for
--   mother or for a review.
-- remedy: Neither is asked for short breaks: take the entries out, or check the legal status.
-- source: SSDA903 return 2026 to 2027, validation rule 399
-- needs: Episodes
WITH breaks AS (
    SELECT DISTINCT e.child_no
    FROM Episodes e
    WHERE e.LS IN ('V3', 'V4')
      AND NOT EXISTS (SELECT 1 FROM Episodes o
                      WHERE o.child_no = e.child_no AND ifnull(o.LS, '') NOT IN ('V3', 'V4'))
)
SELECT e.row AS "Episodes.LS", h.row AS "Header.MOTHER", r.row AS "Reviews.REVIEW"
FROM breaks b
JOIN Episodes e ON e.child_no = b.child_no
LEFT JOIN Header h ON h.child_no = b.child_no
LEFT JOIN Reviews r ON r.child_no = b.child_no
WHERE h.MOTHER IS NOT NULL OR r.REVIEW_text IS NOT NULL OR r.REVIEW_CODE IS NOT NULL;
